import { grade, SIGNALS, type Signal } from "./health.js";

interface Props {
  /** As stored. */
  stored: number;
  /** As it will be once the form is saved. */
  score: number;
  missing: readonly Signal[];
  onFix: (key: string) => void;
}

const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;

/** The health score beside the form; it follows what is typed, and leads to what is missing. */
export function HealthCard({ stored, score, missing, onFix }: Props) {
  const change = score - stored;
  return (
    <aside className="health" aria-labelledby="health-title">
      <h2 id="health-title">Health</h2>
      <div className={`ring ring--${grade(score)}`} role="img" aria-label={`${score} of 100`}>
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <circle className="ring__track" cx="50" cy="50" r={RADIUS} />
          <circle className="ring__value" cx="50" cy="50" r={RADIUS} strokeDasharray={`${(score / 100) * ROUND} ${ROUND}`} transform="rotate(-90 50 50)" />
          <text x="50" y="50" dominantBaseline="central" textAnchor="middle">{score}</text>
        </svg>
      </div>
      <p className="health__note" role="status">
        {change === 0 ? "of 100 points" : `${change > 0 ? "+" : "−"}${Math.abs(change)} once you save`}
      </p>
      <ul>
        {SIGNALS.map((signal) => (
          <li key={signal.key}>
            {missing.includes(signal) ? (
              <button type="button" className="signal" onClick={() => onFix(signal.key)}>
                <span>{signal.label}</span><b>+{signal.points}</b>
              </button>
            ) : (
              <span className="signal signal--there"><span>{signal.label}</span><b aria-label="there">✓</b></span>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}
