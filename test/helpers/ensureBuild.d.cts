/** Throws with the first source that dist/ does not have in its present form. */
export declare function ensureBuild(): void;
