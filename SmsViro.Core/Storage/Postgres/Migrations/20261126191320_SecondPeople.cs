using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
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
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ProposedBy",
                table: "RecipientRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SenderRemindedAt",
                table: "RecipientRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WarnedAt",
                table: "RecipientRequests",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Way",
                table: "PolicyNotices",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ConfirmedAt",
                table: "Holds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ConfirmedBy",
                table: "Holds",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReleaseAskedAt",
                table: "Holds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReleaseAskedBy",
                table: "Holds",
                type: "uuid",
                nullable: true);

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
