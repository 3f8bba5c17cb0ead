using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Operator",
                table: "Deliveries",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuthorityDisclosures",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Authority = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Basis = table.Column<byte[]>(type: "BLOB", nullable: false),
                    What = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SilentUntil = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityDisclosures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorityExtracts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityExtracts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorityRequests",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Authority = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Basis = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Target = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AccountId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Number = table.Column<byte[]>(type: "BLOB", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LoggedBy = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LoggedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PreservedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<byte[]>(type: "BLOB", nullable: true),
                    HandedOverAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HandedOverBy = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SilentUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SilenceReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorityRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthoritySteps",
                columns: table => new
                {
                    RequestId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Deed = table.Column<int>(type: "INTEGER", nullable: false),
                    Head = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthoritySteps", x => new { x.RequestId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "AuthoritySubjects",
                columns: table => new
                {
                    RequestId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthoritySubjects", x => new { x.RequestId, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "Breaches",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Title = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Facts = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Effects = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Measures = table.Column<byte[]>(type: "BLOB", nullable: true),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Categories = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Accounts = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: false),
                    Affected = table.Column<int>(type: "INTEGER", nullable: true),
                    CountedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstNoticeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FullNoticeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AuthorityToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Subjects = table.Column<int>(type: "INTEGER", nullable: false),
                    SubjectsToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SubjectsReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LoggedBy = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LoggedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Warned = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConfidentialityAcceptances",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConfidentialityAcceptances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EarlierHandovers",
                columns: table => new
                {
                    MessageRow = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Operator = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
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
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneBy = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<byte[]>(type: "BLOB", nullable: false)
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
