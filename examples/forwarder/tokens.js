/** Short-lived tokens for browsers: who, until when, and a signature. Nothing is stored. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Without one in the environment, tokens end with the process. */
const secret = process.env.SECRET ?? randomBytes(32);
if (secret.length < 32) throw new Error("SECRET: at least 32 characters, or anybody can make tokens");
const SECONDS = 300;

const signature = (claim) => createHmac("sha256", secret).update(claim).digest("base64url");
const now = () => Math.floor(Date.now() / 1000);

/** A token for a user. The form asks for one before each request, so it may be short-lived. */
export function issue(user, seconds = SECONDS) {
  const claim = `${encodeURIComponent(user)}.${now() + seconds}`;
  return `${claim}.${signature(claim)}`;
}

/** Whose it is; null when it is none of ours, or over. */
export function userOf(token = "") {
  const end = token.lastIndexOf(".");
  const [claim, given] = [token.slice(0, Math.max(end, 0)), Buffer.from(token.slice(end + 1))];
  const expected = Buffer.from(signature(claim));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const at = claim.lastIndexOf(".");
  return Number(claim.slice(at + 1)) > now() ? decodeURIComponent(claim.slice(0, at)) : null;
}
