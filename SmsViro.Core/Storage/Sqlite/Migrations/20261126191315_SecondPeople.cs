using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SecondPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Afterwards",
                table: "RequestLetters",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ProposedBy",
                table: "RecipientRequests",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SenderRemindedAt",
                table: "RecipientRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WarnedAt",
                table: "RecipientRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Way",
                table: "PolicyNotices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ConfirmedAt",
                table: "Holds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ConfirmedBy",
                table: "Holds",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReleaseAskedAt",
                table: "Holds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ReleaseAskedBy",
                table: "Holds",
                type: "BLOB",
                nullable: true);

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
                name: "Afterwards",
                table: "RequestLetters");

            migrationBuilder.DropColumn(
                name: "ProposedBy",
                table: "RecipientRequests");

            migrationBuilder.DropColumn(
                name: "SenderRemindedAt",
                table: "RecipientRequests");

            migrationBuilder.DropColumn(
                name: "WarnedAt",
                table: "RecipientRequests");

            migrationBuilder.DropColumn(
                name: "Way",
                table: "PolicyNotices");

            migrationBuilder.DropColumn(
                name: "ConfirmedAt",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "ConfirmedBy",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "ReleaseAskedAt",
                table: "Holds");

            migrationBuilder.DropColumn(
                name: "ReleaseAskedBy",
                table: "Holds");

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
