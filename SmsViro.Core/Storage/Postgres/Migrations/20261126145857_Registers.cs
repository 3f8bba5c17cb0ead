using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Operator",
                table: "OpenWindows",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Operator",
                table: "Deliveries",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuthorityDisclosures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Authority = table.Column<byte[]>(type: "bytea", nullable: false),
                    Basis = table.Column<byte[]>(type: "bytea", nullable: false),
                    What = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SilentUntil = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityDisclosures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorityExtracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityExtracts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorityRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Authority = table.Column<byte[]>(type: "bytea", nullable: false),
                    Basis = table.Column<byte[]>(type: "bytea", nullable: false),
                    Target = table.Column<int>(type: "integer", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<byte[]>(type: "bytea", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    Columns = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LoggedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    LoggedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PreservedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Entries = table.Column<int>(type: "integer", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: true),
                    HandedOverAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HandedOverBy = table.Column<Guid>(type: "uuid", nullable: true),
                    SilentUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    SilenceReason = table.Column<byte[]>(type: "bytea", nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthoritySteps",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<Guid>(type: "uuid", nullable: false),
                    Deed = table.Column<int>(type: "integer", nullable: false),
                    Head = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthoritySteps", x => new { x.RequestId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "AuthoritySubjects",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthoritySubjects", x => new { x.RequestId, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "Breaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<byte[]>(type: "bytea", nullable: false),
                    Facts = table.Column<byte[]>(type: "bytea", nullable: false),
                    Effects = table.Column<byte[]>(type: "bytea", nullable: true),
                    Measures = table.Column<byte[]>(type: "bytea", nullable: true),
                    FoundAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Categories = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Accounts = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    Affected = table.Column<int>(type: "integer", nullable: true),
                    CountedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstNoticeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FullNoticeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AuthorityToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Subjects = table.Column<int>(type: "integer", nullable: false),
                    SubjectsToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SubjectsReason = table.Column<byte[]>(type: "bytea", nullable: true),
                    LoggedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    LoggedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Warned = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConfidentialityAcceptances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConfidentialityAcceptances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EarlierHandovers",
                columns: table => new
                {
                    MessageRow = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Operator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EarlierHandovers", x => new { x.MessageRow, x.At });
                    table.ForeignKey(
                        name: "FK_EarlierHandovers_Messages_MessageRow",
                        column: x => x.MessageRow,
                        principalTable: "Messages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Reviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    DoneBy = table.Column<Guid>(type: "uuid", nullable: false),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Note = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reviews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuthorityDisclosures_ToldAt",
                table: "AuthorityDisclosures",
                column: "ToldAt");

            migrationBuilder.CreateIndex(
                name: "IX_AuthorityDisclosures_UserId",
                table: "AuthorityDisclosures",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AuthorityRequests_ClosedAt",
                table: "AuthorityRequests",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AuthorityRequests_State",
                table: "AuthorityRequests",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Breaches_ClosedAt",
                table: "Breaches",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ConfidentialityAcceptances_AcceptedAt",
                table: "ConfidentialityAcceptances",
                column: "AcceptedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ConfidentialityAcceptances_UserId_Version",
                table: "ConfidentialityAcceptances",
                columns: new[] { "UserId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_DoneBy",
                table: "Reviews",
                column: "DoneBy");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_Kind_DoneAt",
                table: "Reviews",
                columns: new[] { "Kind", "DoneAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuthorityDisclosures");

            migrationBuilder.DropTable(
                name: "AuthorityExtracts");

            migrationBuilder.DropTable(
                name: "AuthorityRequests");

            migrationBuilder.DropTable(
                name: "AuthoritySteps");

            migrationBuilder.DropTable(
                name: "AuthoritySubjects");

            migrationBuilder.DropTable(
                name: "Breaches");

            migrationBuilder.DropTable(
                name: "ConfidentialityAcceptances");

            migrationBuilder.DropTable(
                name: "EarlierHandovers");

            migrationBuilder.DropTable(
                name: "Reviews");

            migrationBuilder.DropColumn(
                name: "Operator",
                table: "OpenWindows");

            migrationBuilder.DropColumn(
                name: "Operator",
                table: "Deliveries");
        }
    }
}
