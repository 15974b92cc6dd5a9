-- CreateTable
CREATE TABLE "Checkpoint" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "origin" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "CheckpointCopy" (
    "stream" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("stream", "place")
);

-- CreateIndex
CREATE UNIQUE INDEX "Checkpoint_origin_size_key" ON "Checkpoint"("origin", "size");

-- CreateIndex
CREATE INDEX "Checkpoint_stream_size_idx" ON "Checkpoint"("stream", "size");

-- What was signed stays as it was signed.
CREATE TRIGGER "Checkpoint_refuse_update" BEFORE UPDATE ON "Checkpoint"
BEGIN
    SELECT RAISE(ABORT, 'append-only: a signed checkpoint cannot be changed');
END;

CREATE TRIGGER "Checkpoint_refuse_delete" BEFORE DELETE ON "Checkpoint"
BEGIN
    SELECT RAISE(ABORT, 'append-only: a signed checkpoint cannot be deleted');
END;
