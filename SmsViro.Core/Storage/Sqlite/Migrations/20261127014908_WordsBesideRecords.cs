using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WordsBesideRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "Corrections",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Row",
                table: "Corrections",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Table",
                table: "Corrections",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AffectedStaff",
                table: "Breaches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Conclusion",
                table: "Breaches",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Form",
                table: "Breaches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "Note",
                table: "Alerts",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NotedAt",
                table: "Alerts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Category",
                table: "Corrections");

            migrationBuilder.DropColumn(
                name: "Row",
                table: "Corrections");

            migrationBuilder.DropColumn(
                name: "Table",
                table: "Corrections");

            migrationBuilder.DropColumn(
                name: "AffectedStaff",
                table: "Breaches");

            migrationBuilder.DropColumn(
                name: "Conclusion",
                table: "Breaches");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "Breaches");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "NotedAt",
                table: "Alerts");
        }
    }
}
