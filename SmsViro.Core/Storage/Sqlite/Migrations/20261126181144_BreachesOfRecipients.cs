using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BreachesOfRecipients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ConcernsCustomers",
                table: "Breaches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "CustomersToldAt",
                table: "Breaches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RecipientsLeast",
                table: "Breaches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RecipientsMost",
                table: "Breaches",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ConcernsCustomers",
                table: "Breaches");

            migrationBuilder.DropColumn(
                name: "CustomersToldAt",
                table: "Breaches");

            migrationBuilder.DropColumn(
                name: "RecipientsLeast",
                table: "Breaches");

            migrationBuilder.DropColumn(
                name: "RecipientsMost",
                table: "Breaches");
        }
    }
}
