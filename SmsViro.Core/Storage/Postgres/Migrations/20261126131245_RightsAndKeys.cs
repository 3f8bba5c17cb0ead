using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RightsAndKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CredentialsChangedAt",
                table: "Users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "About",
                table: "PrivacyRequests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Answer",
                table: "PrivacyRequests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AssignedTo",
                table: "PrivacyRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Balance",
                table: "PrivacyRequests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Calendar",
                table: "PrivacyRequests",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Channel",
                table: "PrivacyRequests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "DuplicateOf",
                table: "PrivacyRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ExtendedAt",
                table: "PrivacyRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ExtensionBecause",
                table: "PrivacyRequests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ExtensionReason",
                table: "PrivacyRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ExtensionToldAt",
                table: "PrivacyRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Ground",
                table: "PrivacyRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "IdentityAskedAt",
                table: "PrivacyRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "IdentityProvidedAt",
                table: "PrivacyRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "IdentityRemindedAt",
                table: "PrivacyRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "LateBecause",
                table: "PrivacyRequests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LoggedBy",
                table: "PrivacyRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ObjectsTo",
                table: "PrivacyRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "PrivacyRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ProposedBy",
                table: "PrivacyRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RestrictionGround",
                table: "PrivacyRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReviewedBy",
                table: "PrivacyRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Wanted",
                table: "PrivacyRequests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WarnedAt",
                table: "PrivacyRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Wish",
                table: "PrivacyRequests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Enclosure",
                table: "OutgoingMail",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EnclosureName",
                table: "OutgoingMail",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EnclosureType",
                table: "OutgoingMail",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ContentErasedAt",
                table: "MessageBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Content",
                table: "CopyFiles",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "HeldUntil",
                table: "CopyFiles",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Passphrase",
                table: "CopyFiles",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Clarifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Question = table.Column<byte[]>(type: "bytea", nullable: false),
                    Reply = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clarifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    TextVersion = table.Column<int>(type: "integer", nullable: false),
                    TextHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    GivenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContentSettings",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentSettings", x => x.AccountId);
                });

            migrationBuilder.CreateTable(
                name: "Corrections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Detail = table.Column<int>(type: "integer", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Was = table.Column<byte[]>(type: "bytea", nullable: true),
                    Is = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Corrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasureCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Mail = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureCertificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasureMarks",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    NotedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AppliedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureMarks", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "HeldItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Table = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Row = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    KeptAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Category = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Table = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Row = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Ground = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    PlacedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    PlacedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    ReviewOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ReleasedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReleasedBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Holds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeyMarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Newest = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Use = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OptOuts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    NumberIndex = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<byte[]>(type: "bytea", nullable: true),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    How = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OptOuts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    TextHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ShownAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecipientCodeCounts",
                columns: table => new
                {
                    Key = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientCodeCounts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "RecipientEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecipientFindings",
                columns: table => new
                {
                    SearchId = table.Column<Guid>(type: "uuid", nullable: false),
                    MessageRow = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientFindings", x => new { x.SearchId, x.MessageRow });
                });

            migrationBuilder.CreateTable(
                name: "RecipientLookups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    State = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientLookups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecipientRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    About = table.Column<int>(type: "integer", nullable: true),
                    Number = table.Column<byte[]>(type: "bytea", nullable: true),
                    NumberIndex = table.Column<long>(type: "bigint", nullable: true),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Note = table.Column<byte[]>(type: "bytea", nullable: true),
                    Answer = table.Column<byte[]>(type: "bytea", nullable: true),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Jurisdiction = table.Column<int>(type: "integer", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Rows = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecipientSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenDigest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Number = table.Column<byte[]>(type: "bytea", nullable: false),
                    NumberIndex = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CodeDigest = table.Column<byte[]>(type: "bytea", nullable: true),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ProvedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientSessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecipientTasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    How = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientTasks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RequestLetters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Subject = table.Column<byte[]>(type: "bytea", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false),
                    Mail = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestLetters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RequestNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Text = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Restrictions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ground = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndLetter = table.Column<Guid>(type: "uuid", nullable: true),
                    LiftedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Restrictions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Rule = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Over = table.Column<long>(type: "bigint", nullable: false),
                    Held = table.Column<long>(type: "bigint", nullable: false),
                    Forgotten = table.Column<long>(type: "bigint", nullable: false),
                    Failed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Ring",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Frame = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ring", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SigningCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Certificate = table.Column<byte[]>(type: "bytea", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningCertificates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StoppedNumbers",
                columns: table => new
                {
                    NumberIndex = table.Column<long>(type: "bigint", nullable: false),
                    What = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoppedNumbers", x => new { x.What, x.NumberIndex });
                });

            migrationBuilder.CreateIndex(
                name: "IX_MessageBatches_AcceptedAt",
                table: "MessageBatches",
                column: "AcceptedAt",
                filter: "\"ContentErasedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Clarifications_RequestId",
                table: "Clarifications",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Clarifications_UserId",
                table: "Clarifications",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Consents_UserId_Kind",
                table: "Consents",
                columns: new[] { "UserId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentSettings_Days",
                table: "ContentSettings",
                column: "Days");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_RequestId",
                table: "Corrections",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_UserId_At",
                table: "Corrections",
                columns: new[] { "UserId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ErasureCertificates_UserId",
                table: "ErasureCertificates",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_HeldItems_HoldId_Table_Row",
                table: "HeldItems",
                columns: new[] { "HoldId", "Table", "Row" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HeldItems_UserId",
                table: "HeldItems",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_ReviewOn",
                table: "Holds",
                column: "ReviewOn",
                filter: "\"ReleasedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Holds_UserId",
                table: "Holds",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Objections_UserId_Use",
                table: "Objections",
                columns: new[] { "UserId", "Use" });

            migrationBuilder.CreateIndex(
                name: "IX_OptOuts_AccountId_NumberIndex",
                table: "OptOuts",
                columns: new[] { "AccountId", "NumberIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OptOuts_AccountId_Since",
                table: "OptOuts",
                columns: new[] { "AccountId", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyNotices_UserId_Version",
                table: "PolicyNotices",
                columns: new[] { "UserId", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_RecipientCodeCounts_Until",
                table: "RecipientCodeCounts",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientEvents_RequestId_At",
                table: "RecipientEvents",
                columns: new[] { "RequestId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RecipientLookups_AskedAt",
                table: "RecipientLookups",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientLookups_RequestId",
                table: "RecipientLookups",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientRequests_AccountId_State",
                table: "RecipientRequests",
                columns: new[] { "AccountId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_RecipientRequests_NumberIndex",
                table: "RecipientRequests",
                column: "NumberIndex");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientRequests_State_DueOn",
                table: "RecipientRequests",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_RecipientRequests_Year_Sequence",
                table: "RecipientRequests",
                columns: new[] { "Year", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecipientSessions_NumberIndex",
                table: "RecipientSessions",
                column: "NumberIndex");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientSessions_StartedAt",
                table: "RecipientSessions",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientSessions_TokenDigest",
                table: "RecipientSessions",
                column: "TokenDigest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecipientTasks_RequestId",
                table: "RecipientTasks",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_RecipientTasks_UserId",
                table: "RecipientTasks",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestLetters_RequestId_At",
                table: "RequestLetters",
                columns: new[] { "RequestId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RequestLetters_UserId",
                table: "RequestLetters",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestNotes_RequestId",
                table: "RequestNotes",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestNotes_UserId",
                table: "RequestNotes",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Restrictions_AccountId_LiftedAt",
                table: "Restrictions",
                columns: new[] { "AccountId", "LiftedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Restrictions_EndsAt",
                table: "Restrictions",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Restrictions_UserId",
                table: "Restrictions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_RetentionRuns_At",
                table: "RetentionRuns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_SigningCertificates_MadeAt",
                table: "SigningCertificates",
                column: "MadeAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Clarifications");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "ContentSettings");

            migrationBuilder.DropTable(
                name: "Corrections");

            migrationBuilder.DropTable(
                name: "ErasureCertificates");

            migrationBuilder.DropTable(
                name: "ErasureMarks");

            migrationBuilder.DropTable(
                name: "HeldItems");

            migrationBuilder.DropTable(
                name: "Holds");

            migrationBuilder.DropTable(
                name: "KeyMarks");

            migrationBuilder.DropTable(
                name: "Objections");

            migrationBuilder.DropTable(
                name: "OptOuts");

            migrationBuilder.DropTable(
                name: "PolicyNotices");

            migrationBuilder.DropTable(
                name: "RecipientCodeCounts");

            migrationBuilder.DropTable(
                name: "RecipientEvents");

            migrationBuilder.DropTable(
                name: "RecipientFindings");

            migrationBuilder.DropTable(
                name: "RecipientLookups");

            migrationBuilder.DropTable(
                name: "RecipientRequests");

            migrationBuilder.DropTable(
                name: "RecipientSessions");

            migrationBuilder.DropTable(
                name: "RecipientTasks");

            migrationBuilder.DropTable(
                name: "RequestLetters");

            migrationBuilder.DropTable(
                name: "RequestNotes");

            migrationBuilder.DropTable(
                name: "Restrictions");

            migrationBuilder.DropTable(
                name: "RetentionRuns");

            migrationBuilder.DropTable(
                name: "Ring");

            migrationBuilder.DropTable(
                name: "SigningCertificates");

            migrationBuilder.DropTable(
                name: "StoppedNumbers");

            migrationBuilder.DropIndex(
                name: "IX_MessageBatches_AcceptedAt",
                table: "MessageBatches");

            migrationBuilder.DropColumn(
                name: "CredentialsChangedAt",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "About",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Answer",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Balance",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Calendar",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "DuplicateOf",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ExtendedAt",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ExtensionBecause",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ExtensionReason",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ExtensionToldAt",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Ground",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "IdentityAskedAt",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "IdentityProvidedAt",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "IdentityRemindedAt",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "LateBecause",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "LoggedBy",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ObjectsTo",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ProposedBy",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "RestrictionGround",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "ReviewedBy",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Wanted",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "WarnedAt",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Wish",
                table: "PrivacyRequests");

            migrationBuilder.DropColumn(
                name: "Enclosure",
                table: "OutgoingMail");

            migrationBuilder.DropColumn(
                name: "EnclosureName",
                table: "OutgoingMail");

            migrationBuilder.DropColumn(
                name: "EnclosureType",
                table: "OutgoingMail");

            migrationBuilder.DropColumn(
                name: "ContentErasedAt",
                table: "MessageBatches");

            migrationBuilder.DropColumn(
                name: "Content",
                table: "CopyFiles");

            migrationBuilder.DropColumn(
                name: "HeldUntil",
                table: "CopyFiles");

            migrationBuilder.DropColumn(
                name: "Passphrase",
                table: "CopyFiles");
        }
    }
}
