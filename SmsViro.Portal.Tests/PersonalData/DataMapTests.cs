using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.PersonalData;

public sealed class DataMapTests
{
    [Fact]
    [Promise("P2.1", "P3.1")]
    public void Every_column_of_the_house_is_declared_and_every_category_is_used_for_something() =>
        Assert.Empty(PrivacyGate.Breaches());

    [Fact]
    [Promise("P2.1")]
    public void Names_a_column_that_is_stored_and_not_declared() =>
        Assert.Contains("PRIV001: Guest.Note is stored but not declared; declare it in its mapping.", Breaches());

    [Fact]
    public void Refuses_text_that_is_declared_readable() =>
        Assert.Contains("PRIV004: Guest.Nickname is text or bytes and may not be readable; seal it.", Breaches());

    [Fact]
    [Promise("P3.1")]
    public void Refuses_a_category_that_no_activity_uses() =>
        Assert.Contains("PRIV002: Guest.Name is 'guest-names', which no activity uses.", Breaches());

    [Fact]
    public void Refuses_a_recipient_s_column_that_says_nothing_of_the_recipient() =>
        Assert.Contains("PRIV005: Guest.Phone is about a recipient too and says nothing of them.", Breaches());

    [Fact]
    public void Refuses_a_sealed_declaration_over_plain_text() =>
        Assert.Contains("PRIV006: Guest.Plain is declared sealed but its type is String.", Breaches());

    [Fact]
    public void Refuses_an_activity_over_a_category_that_no_column_holds() =>
        Assert.Contains("PRIV003: activity 'parties' uses 'replies', which no column holds.", Breaches());

    /// <summary>The list of what outlives an erasure, written by hand: a declaration that keeps more has to be argued for here.</summary>
    [Fact]
    [Promise("P8.3")]
    public void Only_what_a_law_or_an_account_of_our_own_doing_needs_outlives_an_erasure()
    {
        Category[] kept = [Category.Billing, Category.Requests, Category.Choices, Category.Oversight, Category.Holds, Category.Disclosures, Category.StaffDuties, Category.SecurityAlerts];
        string[] emptyRow = ["PortalUser.CreatedAt", "PortalUser.Role", "PortalUser.State"];

        Assert.Equal(
            emptyRow,
            PrivacyGate.Map.Tables.Where(table => table.HasSubject).SelectMany(table => table.Columns)
                .Where(column => column is { IsPersonal: true, Erasure.Fate: Fate.Kept } && !kept.Contains(column.Category!)).Select(column => column.Path).Order(StringComparer.Ordinal));
        Assert.All(
            PrivacyGate.Map.Columns.Where(column => column is { IsPersonal: true, Erasure.Fate: Fate.Kept }),
            column => Assert.False(string.IsNullOrWhiteSpace(column.Erasure.Ground) || string.IsNullOrWhiteSpace(column.Erasure.Until), column.Path));
    }

    private static IReadOnlyList<string> Breaches()
    {
        using var db = new GuestContext(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);
        return DataMap.Of([typeof(GuestMapping), typeof(Parties)]).Breaches(db.GetService<IDesignTimeModel>().Model);
    }

    private sealed class Guest
    {
        public Guid Id { get; init; }

        public UserId Owner { get; init; }

        public Sealed Name { get; set; }

        public Sealed Phone { get; set; }

        public string? Nickname { get; set; }

        public string? Plain { get; set; }

        public string? Note { get; set; }
    }

    private sealed class GuestMapping : Mapping<Guest>
    {
        public override void Configure(EntityTypeBuilder<Guest> builder) => builder.HasKey(guest => guest.Id);

        protected override void Declare(Columns<Guest> columns)
        {
            columns.OfUser(guest => guest.Owner).SealedIn(guest => Scope.User(guest.Owner), guest => guest.Id).Default(Category.Profile);
            columns.Sealed(guest => guest.Name, new Field("guest.name"), "Name").As(new Category("guest-names", "Guests"));
            columns.Sealed(guest => guest.Phone, new Field("guest.phone"), "Phone").As(Category.Recipients);
            columns.InClear(guest => guest.Nickname, "Nickname", "it is short");
            columns.Sealed(guest => guest.Plain, new Field("guest.plain"), "Plain");
            columns.NotPersonal("an id of ours", guest => guest.Id, guest => guest.Owner);
        }
    }

    private sealed class Parties : ActivityBook
    {
        public override IReadOnlyList<Activity> Activities { get; } =
        [
            new()
            {
                Id = "parties",
                Purpose = "Hold parties",
                Basis = LawfulBasis.Consent,
                Uses = [Category.Profile, Category.Recipients, Category.Replies],
                Retention = "Until the party ends",
            },
        ];
    }

    private sealed class GuestContext(DbContextOptions options) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.AddValues();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfiguration(new GuestMapping());
    }
}
