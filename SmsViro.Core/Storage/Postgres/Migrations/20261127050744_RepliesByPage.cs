using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmsViro.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RepliesByPage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Replies_AccountId",
                table: "Replies");

            migrationBuilder.CreateIndex(
                name: "IX_Replies_AccountId_Id",
                table: "Replies",
                columns: new[] { "AccountId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Replies_AccountId_Id",
                table: "Replies");

            migrationBuilder.CreateIndex(
                name: "IX_Replies_AccountId",
                table: "Replies",
                column: "AccountId");
        }
    }
}
