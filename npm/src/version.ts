/** The package's version, as in package.json (`cargo x tidy` compares them). */
export const VERSION = "0.1.0";
