using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ArchiveImportsAndCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "TextDiscardedAt",
                table: "MessageBatches",
                type: "INTEGER",
                nullable: true);

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
                name: "ImportSections",
                columns: table => new
                {
                    ImportId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    UserId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false),
                    Left = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportSections", x => new { x.ImportId, x.Name });
                });

            migrationBuilder.CreateIndex(
                name: "IX_MessageBatches_Codes",
                table: "MessageBatches",
                columns: new[] { "Kind", "No" },
                filter: "\"Kind\" = 0 AND \"TextDiscardedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveImports_State",
                table: "ArchiveImports",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveImports_UserId",
                table: "ArchiveImports",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportSections_UserId",
                table: "ImportSections",
                column: "UserId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArchiveImports");

            migrationBuilder.DropTable(
                name: "ImportSections");

            migrationBuilder.DropIndex(
                name: "IX_MessageBatches_Codes",
                table: "MessageBatches");

            migrationBuilder.DropColumn(
                name: "TextDiscardedAt",
                table: "MessageBatches");
        }
    }
}
