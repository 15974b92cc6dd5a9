-- AlterTable
ALTER TABLE "Estate" ADD COLUMN "archivedAt" TEXT;
ALTER TABLE "Estate" ADD COLUMN "copyOf" TEXT;
