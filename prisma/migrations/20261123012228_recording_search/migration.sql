-- CreateEnum
CREATE TYPE "recording_text_kind" AS ENUM ('CHAT', 'BOARD', 'NOTES', 'POLL', 'CAPTION', 'QUESTION');

-- AlterTable
ALTER TABLE "watch_progress" ADD COLUMN     "last_told" TEXT;

-- CreateTable
CREATE TABLE "recording_searches" (
    "recording_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "chapters" JSONB NOT NULL,
    "recorded" JSONB NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recording_searches_pkey" PRIMARY KEY ("recording_id")
);

-- CreateTable
CREATE TABLE "recording_texts" (
    "id" BIGSERIAL NOT NULL,
    "recording_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "kind" "recording_text_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author" TEXT,
    "author_id" UUID,
    "at_ms" INTEGER NOT NULL,
    "words" TEXT[],
    "moments" INTEGER[],

    CONSTRAINT "recording_texts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recording_texts_recording_id_source_idx" ON "recording_texts"("recording_id", "source");

-- AddForeignKey
ALTER TABLE "recording_searches" ADD CONSTRAINT "recording_searches_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_texts" ADD CONSTRAINT "recording_texts_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recordings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema file cannot say: texts are found by the beginnings of their words.
CREATE INDEX "recording_texts_words_idx" ON "recording_texts" USING GIN (array_to_tsvector("words"));
