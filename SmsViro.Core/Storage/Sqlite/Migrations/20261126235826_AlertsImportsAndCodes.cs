using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AlertsImportsAndCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "BroughtInAt",
                table: "MessageBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TextDiscardedAt",
                table: "MessageBatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    About = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedBy = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Finding = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    BreachId = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ArchiveImports",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AccountId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reference = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsOurs = table.Column<bool>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Digest = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Steps = table.Column<int>(type: "INTEGER", nullable: false),
                    Declared = table.Column<int>(type: "INTEGER", nullable: false),
                    Carried = table.Column<int>(type: "INTEGER", nullable: false),
                    Behind = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchiveImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FailedProofs",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Door = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FailedProofs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportSections",
                columns: table => new
                {
                    ImportId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false),
                    Left = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportSections", x => new { x.ImportId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "TrailChecks",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Head = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Verified = table.Column<long>(type: "INTEGER", nullable: false),
                    BrokenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrailChecks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MessageBatches_Codes",
                table: "MessageBatches",
                columns: new[] { "Kind", "No" },
                filter: "\"Kind\" = 0 AND \"TextDiscardedAt\" IS NULL AND \"ContentErasedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_About",
                table: "Alerts",
                column: "About");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ClosedAt",
                table: "Alerts",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveImports_State",
                table: "ArchiveImports",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveImports_UserId",
                table: "ArchiveImports",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_FailedProofs_At",
                table: "FailedProofs",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_FailedProofs_UserId_At",
                table: "FailedProofs",
                columns: new[] { "UserId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportSections_UserId",
                table: "ImportSections",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_TrailChecks_At",
                table: "TrailChecks",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "ArchiveImports");

            migrationBuilder.DropTable(
                name: "FailedProofs");

            migrationBuilder.DropTable(
                name: "ImportSections");

            migrationBuilder.DropTable(
                name: "TrailChecks");

            migrationBuilder.DropIndex(
                name: "IX_MessageBatches_Codes",
                table: "MessageBatches");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "BroughtInAt",
                table: "MessageBatches");

            migrationBuilder.DropColumn(
                name: "TextDiscardedAt",
                table: "MessageBatches");
        }
    }
}
