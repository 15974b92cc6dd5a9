/** Version the estate pages measure against when nothing else is asked: the newest the catalogue knows. */
export const DEFAULT_TARGET = "8.1";
