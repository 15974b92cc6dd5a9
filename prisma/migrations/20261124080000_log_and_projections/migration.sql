-- CreateTable
CREATE TABLE "Installation" (
    "logId" TEXT NOT NULL PRIMARY KEY,
    "createdAt" TEXT NOT NULL,
    "generation" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Event" (
    "stream" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "commandId" TEXT NOT NULL,
    "commandType" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("stream", "sequence")
);

-- CreateTable
CREATE TABLE "Estate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "usersCount" INTEGER,
    "installerShare" TEXT,
    "backupShare" TEXT,
    "usesTags" TEXT NOT NULL,
    "federatedIdpMfaBehavior" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "changedAt" TEXT NOT NULL,
    "changedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Host" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "os" TEXT NOT NULL,
    "dotnetRelease" INTEGER,
    "vcRedistX86" TEXT NOT NULL,
    "vcRedistX64" TEXT NOT NULL,
    "rebootPending" TEXT NOT NULL,
    "azureVm" BOOLEAN NOT NULL,
    "zone" TEXT NOT NULL,
    "domainJoined" TEXT NOT NULL,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "Host_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MfaServer" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "replicationGroup" TEXT NOT NULL,
    "installPath" TEXT NOT NULL,
    "authFeatures" TEXT NOT NULL,
    "sdkVersion" TEXT,
    "sdkVirtualDirectory" TEXT,
    "sdkUrl" TEXT,
    "adSync" TEXT NOT NULL,
    "staticRpcPort" INTEGER,
    "promotionCandidate" BOOLEAN NOT NULL,
    "oldInstallerAvailable" TEXT NOT NULL,
    "activatedBeforeJuly2019" TEXT NOT NULL,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "MfaServer_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "UserPortal" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "virtualDirectory" TEXT NOT NULL,
    "physicalPath" TEXT NOT NULL,
    "defaultThemeModified" TEXT NOT NULL,
    "customThemes" TEXT NOT NULL,
    "useWebServiceSdk" BOOLEAN NOT NULL,
    "sdkUrl" TEXT,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "UserPortal_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MobileAppWebService" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "virtualDirectory" TEXT NOT NULL,
    "publicUrl" TEXT,
    "sdkUrl" TEXT,
    "keepAfterUpgrade" BOOLEAN NOT NULL,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "MobileAppWebService_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdfsFarm" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "configStore" TEXT NOT NULL,
    "adapterVersion" TEXT NOT NULL,
    "adapterName" TEXT NOT NULL,
    "sdkUrl" TEXT,
    "otherProviders" TEXT NOT NULL,
    "rulesReferenceProvider" TEXT NOT NULL,
    "serviceName" TEXT,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "AdfsFarm_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdfsNode" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "farmKey" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "widPrimary" BOOLEAN NOT NULL,
    "batch" TEXT,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "AdfsNode_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Pool" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sticky" TEXT NOT NULL,
    "minInService" INTEGER NOT NULL,
    "drainMinutes" INTEGER NOT NULL,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "Pool_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PoolMember" (
    "estateId" TEXT NOT NULL,
    "poolKey" TEXT NOT NULL,
    "memberKind" TEXT NOT NULL,
    "memberKey" TEXT NOT NULL,

    PRIMARY KEY ("estateId", "poolKey", "memberKind", "memberKey"),
    CONSTRAINT "PoolMember_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClientSystem" (
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "targets" TEXT NOT NULL,
    "owner" TEXT,
    "howToRepoint" TEXT,

    PRIMARY KEY ("estateId", "key"),
    CONSTRAINT "ClientSystem_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "estateId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "targetVersion" TEXT NOT NULL,
    "recipe" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "planStatus" TEXT NOT NULL,
    "planDigest" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "mode" TEXT,
    "outcome" TEXT,
    "authorId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "windowStart" TEXT,
    "windowEnd" TEXT,
    "windowZone" TEXT,
    "stepsDone" INTEGER NOT NULL,
    "stepsTotal" INTEGER NOT NULL,
    "openGaps" TEXT NOT NULL,
    CONSTRAINT "Plan_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "disabledAt" DATETIME,
    "oneTimePassword" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "userId" TEXT,
    "role" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT,
    "lastUsedAt" DATETIME,
    "expiresAt" DATETIME,
    "revokedAt" DATETIME,
    CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "SignInLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Event_at_idx" ON "Event"("at");

-- CreateIndex
CREATE INDEX "Event_type_idx" ON "Event"("type");

-- CreateIndex
CREATE UNIQUE INDEX "Event_stream_previous_key" ON "Event"("stream", "previous");

-- CreateIndex
CREATE UNIQUE INDEX "Event_actorId_commandId_key" ON "Event"("actorId", "commandId");

-- CreateIndex
CREATE INDEX "AdfsNode_estateId_farmKey_idx" ON "AdfsNode"("estateId", "farmKey");

-- CreateIndex
CREATE INDEX "PoolMember_estateId_memberKind_memberKey_idx" ON "PoolMember"("estateId", "memberKind", "memberKey");

-- CreateIndex
CREATE INDEX "Plan_estateId_idx" ON "Plan"("estateId");

-- CreateIndex
CREATE INDEX "Plan_status_idx" ON "Plan"("status");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "RateLimit_key_key" ON "RateLimit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_tokenHash_key" ON "SignInLink"("tokenHash");

-- CreateIndex
CREATE INDEX "SignInLink_userId_idx" ON "SignInLink"("userId");

-- The log only grows. INSERT OR REPLACE deletes behind the scenes: with recursive_triggers on, the delete trigger sees it,
-- and the insert trigger refuses it anyway. The words "append-only" are how the server tells these from other errors.
CREATE TRIGGER "Event_refuse_update" BEFORE UPDATE ON "Event"
BEGIN
    SELECT RAISE(ABORT, 'append-only: an event cannot be changed');
END;

CREATE TRIGGER "Event_refuse_delete" BEFORE DELETE ON "Event"
BEGIN
    SELECT RAISE(ABORT, 'append-only: an event cannot be deleted');
END;

CREATE TRIGGER "Event_follow_head" BEFORE INSERT ON "Event"
WHEN NEW."sequence" <> 1 + COALESCE((SELECT MAX("sequence") FROM "Event" WHERE "stream" = NEW."stream"), 0)
  OR (NEW."sequence" > 1 AND NEW."previous" <>
      (SELECT "hash" FROM "Event" WHERE "stream" = NEW."stream" AND "sequence" = NEW."sequence" - 1))
BEGIN
    SELECT RAISE(ABORT, 'append-only: an event follows the head of its stream');
END;

-- The identity of a log is fixed, and there is one: the first hash of every stream is made of it.
CREATE TRIGGER "Installation_one" BEFORE INSERT ON "Installation"
WHEN (SELECT COUNT(*) FROM "Installation") > 0
BEGIN
    SELECT RAISE(ABORT, 'append-only: this database has its log already');
END;

CREATE TRIGGER "Installation_keep_log" BEFORE UPDATE OF "logId" ON "Installation"
WHEN NEW."logId" <> OLD."logId"
BEGIN
    SELECT RAISE(ABORT, 'append-only: the identity of a log cannot be changed');
END;

CREATE TRIGGER "Installation_refuse_delete" BEFORE DELETE ON "Installation"
BEGIN
    SELECT RAISE(ABORT, 'append-only: the identity of a log cannot be deleted');
END;
