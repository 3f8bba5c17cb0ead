using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CustomersToldAt",
                table: "Breaches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RecipientsLeast",
                table: "Breaches",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RecipientsMost",
                table: "Breaches",
                type: "integer",
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
