import "./node_modules/customer-edit/dist/index.js";

const form = document.querySelector("customer-edit");
const status = document.querySelector("#status");

// Asked before every request. Yours comes from your session; demo-token is the reference server's.
form.getToken = () => "demo-token";
form.addEventListener("customer-saved", ({ detail }) => {
  status.textContent = `Saved: ${detail.changed.join(", ")}`;
});
