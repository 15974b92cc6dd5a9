-- AlterTable
ALTER TABLE "Plan" ADD COLUMN "rehearsalOf" TEXT;
