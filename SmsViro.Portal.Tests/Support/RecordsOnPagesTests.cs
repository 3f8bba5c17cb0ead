using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Support;

/// <summary>Who may read a customer's masked records, and how they come: the newest first, page by page, each row once.</summary>
public sealed class RecordsOnPagesTests
{
    // What a plan of either database says where it reads rows that nobody asked for, or puts them in order itself.
    private static readonly string[] Laborious = ["TEMP B-TREE", "SCAN ", "Seq Scan", "Sort"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task Of_data_that_is_only_kept_nothing_is_shown_but_that_it_is(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var grant = await store.GrantAsync(staff, ada, null);
        Assert.NotEmpty((await store.Get<MaskedRecords>().TablesAsync(grant, Cancel)).Tables);

        await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.Disputed, "My address is an old one", Cancel);

        Assert.Equal(RecordsRefusal.Restricted, (await store.Get<MaskedRecords>().TablesAsync(grant, Cancel)).Refusal);
        Assert.Empty((await store.Get<MaskedRecords>().TablesAsync(grant, Cancel)).Tables);
        foreach (var table in store.Get<DataMap>().Tables)
            Assert.Equal(new MaskedAnswer(null, RecordsRefusal.Restricted), await store.Get<MaskedRecords>().RunAsync(grant, table.Table.Name, null, Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task Leave_that_is_over_or_of_whoever_lost_the_role_shows_nothing(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff, other) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (grant, lasting) = (await store.GrantAsync(staff, ada, null), await store.GrantAsync(other, ada, null));

        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Customer, Cancel);
        Assert.Equal(RecordsRefusal.NotStaff, (await store.Get<MaskedRecords>().TablesAsync(grant, Cancel)).Refusal);
        Assert.Equal(new MaskedAnswer(null, RecordsRefusal.NotStaff), await store.Get<MaskedRecords>().RunAsync(grant, "Profile", null, Cancel));
        Assert.Single((await store.Get<MaskedRecords>().RunAsync(lasting, "Profile", null, Cancel)).Page!.Records);

        store.Clock.Advance(TimeSpan.FromMinutes(16));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Get<MaskedRecords>().TablesAsync(lasting, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Get<MaskedRecords>().RunAsync(lasting, "Profile", null, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_customer_reads_that_her_records_were_looked_at_and_that_they_stayed_sealed_once_for_the_whole_look(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var grant = (await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, "She asked where a text went", null, Cancel)).Grant!;

        await store.Get<MaskedRecords>().TablesAsync(grant, Cancel);
        await store.Get<MaskedRecords>().RunAsync(grant, "Profile", null, Cancel);

        var look = Assert.Single(await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel));
        Assert.Contains("records, with everything sealed kept sealed", look.Deed, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Messages_come_fifty_at_a_time_the_newest_first_across_batches_and_none_of_anybody_else(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var first = await store.AddDeliveredAsync(ada, 70);
        await store.AddDeliveredAsync(bea, 30);
        var second = await store.AddDeliveredAsync(ada, 55);
        var wanted = Enumerable.Range(0, 55).Select(ordinal => Message.RowOf(second, ordinal)).Reverse().Concat(Enumerable.Range(0, 70).Select(ordinal => Message.RowOf(first, ordinal)).Reverse());
        var expected = wanted.Select(row => $"{row}").ToList();

        foreach (var table in new[] { "Message", "Delivery" })
        {
            var pages = await PagesAsync(store, await store.GrantAsync(staff, ada, null), table);
            Assert.Equal([50, 50, 25], pages.Select(page => page.Count));
            Assert.Equal(expected, pages.SelectMany(page => page));
        }

        Assert.Equal(125, (await store.Get<MaskedRecords>().TablesAsync(await store.GrantAsync(staff, ada, null), Cancel)).Tables.Single(table => table.Name == "Message").Rows);
    }

    [Theory, OnBothDatabases]
    public async Task Rows_with_other_keys_come_on_pages_too_each_once(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var now = store.Clock.GetUtcNow();
        var proofs = Enumerable.Range(0, 120).Select(minute => new FailedProof { Id = Guid.CreateVersion7(now.AddMinutes(minute)), UserId = ada.User, At = now.AddMinutes(minute), Door = ProofDoor.SignIn }).ToList();
        var answers = Enumerable.Range(0, 60).Select(number => new StoreAnswer { RequestId = Guid.CreateVersion7(now.AddMinutes(number)), Store = "Files", UserId = ada.User, At = now }).ToList();
        await store.Writes.RunAsync(
            db =>
            {
                db.AddRange(proofs);
                db.AddRange(answers);
            },
            Cancel);

        var grant = await store.GrantAsync(staff, ada, null);
        var (byId, byPair) = (await PagesAsync(store, grant, nameof(FailedProof)), await PagesAsync(store, grant, nameof(StoreAnswer)));

        Assert.Equal([50, 50, 20], byId.Select(page => page.Count));
        Assert.Equal(proofs.AsEnumerable().Reverse().Select(proof => proof.Id.ToString()), byId.SelectMany(page => page));
        Assert.Equal([50, 10], byPair.Select(page => page.Count));
        Assert.Equal(60, byPair.SelectMany(page => page).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_page_of_messages_is_found_by_key_and_no_row_is_sorted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await store.AddDeliveredAsync(ada, 5);
        await using var db = store.Open();

        List<IQueryable<MessagePages.Both>> questions = [];
        foreach (var onwards in (bool[])[true, false])
            questions.AddRange([MessagePages.InOrder(MessagePages.Messages(db, 7, 700), onwards).Take(51), MessagePages.InOrder(MessagePages.Deliveries(db, 7, 700), onwards).Take(51)]);
        var batches = db.MessageBatches.Where(batch => batch.AccountId == ada.Account && batch.No >= 1 && batch.No <= 9);
        questions.AddRange([MessagePages.Messages(db, batches).IgnoreAutoIncludes(), MessagePages.Deliveries(db, batches).IgnoreAutoIncludes()]);
        var plans = new List<List<string>>();
        foreach (var question in questions) plans.Add(await PlanAsync(question.CreateDbCommand()));

        Assert.All(
            plans,
            plan =>
            {
                Assert.NotEmpty(plan);
                Assert.DoesNotContain(plan, step => Laborious.Any(way => step.Contains(way, StringComparison.Ordinal)));
            });

        // Both tables are sought, also where PostgreSQL reads them side by side: an index without a condition is read from the first row of all.
        foreach (var part in questions.Take(4))
            Assert.Equal(2, (await PlanAsync(part.CreateDbCommand(), sideBySide: true)).Count(step => step.Contains(database is Database.Postgres ? "Index Cond" : "SEARCH ", StringComparison.Ordinal)));
    }

    private static async Task<List<string>> PlanAsync(DbCommand command, bool sideBySide = false)
    {
        await using (command)
        {
            var connection = command.Connection!;
            if (connection.State is not System.Data.ConnectionState.Open) await connection.OpenAsync(Cancel);
            if (connection is NpgsqlConnection)
            {
                // Of five rows PostgreSQL reads all and sorts them; forbidden both, it shows whether an index could serve a million.
                await using var forbid = connection.CreateCommand();
                forbid.CommandText = $"SET enable_nestloop = {(sideBySide ? "off" : "on")}; SET enable_seqscan = off; SET enable_sort = off; SET enable_incremental_sort = off; SET enable_hashjoin = off; SET enable_bitmapscan = off";
                await forbid.ExecuteNonQueryAsync(Cancel);
            }

            command.CommandText = $"{(connection is NpgsqlConnection ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {command.CommandText}";
            await using var steps = await command.ExecuteReaderAsync(Cancel);
            var plan = new List<string>();
            while (await steps.ReadAsync(Cancel)) plan.Add(steps.GetString(steps.FieldCount - 1));
            return plan;
        }
    }

    private static async Task<List<List<string>>> PagesAsync(TestStore store, AccessGrant grant, string table)
    {
        var pages = new List<List<string>>();
        for (RowPlace? next = null; ;)
        {
            var page = (await store.Get<MaskedRecords>().RunAsync(grant, table, next, Cancel)).Page!;
            pages.Add([.. page.Records.Select(record => record.Key)]);
            if ((next = page.Next) is null) return pages;
        }
    }
}
