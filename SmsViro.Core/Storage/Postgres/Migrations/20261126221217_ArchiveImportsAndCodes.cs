using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ArchiveImportsAndCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TextDiscardedAt",
                table: "MessageBatches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArchiveImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Reference = table.Column<byte[]>(type: "bytea", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsOurs = table.Column<bool>(type: "boolean", nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BeganAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Digest = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Steps = table.Column<int>(type: "integer", nullable: false),
                    Declared = table.Column<int>(type: "integer", nullable: false),
                    Carried = table.Column<int>(type: "integer", nullable: false),
                    Behind = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchiveImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportSections",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Taken = table.Column<long>(type: "bigint", nullable: false),
                    Left = table.Column<long>(type: "bigint", nullable: false)
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
