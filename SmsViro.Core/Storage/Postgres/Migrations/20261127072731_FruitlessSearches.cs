using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FruitlessSearches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "InVain",
                table: "Alerts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // Until now the count stood in the word; of look-ups (kind 3) the word said nothing else.
            migrationBuilder.Sql("""UPDATE "Alerts" SET "InVain" = CAST("Matter" AS INTEGER), "Matter" = '' WHERE "Kind" = 3 AND "Matter" <> ''""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "InVain",
                table: "Alerts");
        }
    }
}
