using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Documents;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Evidence;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Staff;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;
using SmsViro.Portal.Tests.Rights;
using Control = SmsViro.Core.Registers.Evidence.Control;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>What an auditor reads is counted from the system as it is: what is done shows, what is late says so, and what never happened is not claimed.</summary>
public sealed class EvidenceTests
{
    private static readonly Partner Northwave =
        new("Northwave", "Delivers", "number", "GB", Safeguard.None, new DateOnly(2026, 1, 1), "contracts/17", new DateOnly(2027, 1, 31), PlainBecause: null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task A_portal_in_which_nothing_happened_yet_claims_only_what_its_declarations_show(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton(new ReleaseProofs(null)));
        var staff = await store.AddStaffAsync();

        var report = (await store.Get<GatherEvidence>().RunAsync(staff.User, Cancel))!;

        Assert.Equal(Controls.All, report.Controls.Select(evidence => evidence.Control));
        Assert.Equal(
            [Controls.Inventory, Controls.Classification, Controls.Law, Controls.Masking, Controls.Cryptography],
            report.Controls.Where(evidence => evidence.State is EvidenceState.Shown).Select(evidence => evidence.Control));
        Assert.Equal(0, report.Count(EvidenceState.Overdue) + report.Count(EvidenceState.DoesNotHold));
        Assert.All(report.Controls, evidence => Assert.NotEmpty(evidence.Figures));
        var (closed, hidden) = (store.Get<DataMap>().Columns.Count(column => column.Class is DataClass.Sealed), store.Get<DataMap>().Columns.Count(LogRedaction.IsHidden));
        var masking = report.Controls.Single(evidence => evidence.Control == Controls.Masking).Figures;
        Assert.Contains($"{closed} of {closed} sealed columns are masked or left out where staff look at a customer", masking);
        Assert.Contains($"{hidden} columns are replaced by words wherever a log line would say them", masking);
        Assert.Contains($"{store.Get<DataMap>().Columns.Count():N0} of {store.Get<DataMap>().Columns.Count():N0} stored columns are declared", report.Controls[0].Figures[0], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task What_was_done_shows_and_becomes_overdue_when_it_is_not_done_again(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton(Northwave));
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        foreach (var kind in Enum.GetValues<ReviewKind>()) await store.Get<RecordReview>().RunAsync(staff.User, kind, "Looked at everything and changed nothing", Cancel);
        await BackupAsync(store);
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        await store.Writes.RunAsync(db => db.Schedules.Add(new Schedule { Kind = KeepRetention.Kind, LastRunAt = store.Clock.GetUtcNow() }), Cancel);
        var breach = (await store.Get<LogBreach>().RunAsync(staff.User, "A lost disk", "A disk was lost on its way to the other site", store.Clock.GetUtcNow(), [Category.Profile.Id], Cancel)).Breach!.Value;
        await store.Get<DisputeValue>().RunAsync(ada, Category.Profile, "My name is written with two letters too many", "Ada", Cancel);
        Control[] done = [Controls.Access, Controls.Partners, Controls.Incidents, Controls.Records, Controls.Backup, Controls.Logging, Controls.Monitoring, Controls.Time, Controls.Cryptography];

        var before = await ReadAsync(store, staff);
        Assert.All(done, control => Assert.Equal((control.Number, EvidenceState.Shown), (control.Number, before[control].State)));
        Assert.Equal("1 of 1 agreements are in force, the next ends on 31 January 2027", before[Controls.Partners].Figures[0]);
        Assert.Equal("Open 1, of them past their date 0", before[Controls.PersonalInformation].Figures[1]);

        store.Clock.Advance(TimeSpan.FromDays(400));
        var after = await ReadAsync(store, staff);
        Assert.NotEqual(Guid.Empty, breach);
        Assert.All(
            [Controls.Access, Controls.Partners, Controls.Incidents, Controls.Law, Controls.Records, Controls.PersonalInformation, Controls.Backup, Controls.Monitoring, Controls.Cryptography, Controls.AccessCorrectionErasure],
            control => Assert.Equal((control.Number, EvidenceState.Overdue), (control.Number, after[control].State)));
        Assert.Equal("0 of 1 agreements are in force, the next ends on 31 January 2027", after[Controls.Partners].Figures[0]);
        Assert.Equal("0 of 3 notices that were due went in time", after[Controls.Incidents].Figures[1]);
        Assert.Contains("9,600 hours ago", after[Controls.Backup].Figures[0], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task What_people_asked_for_and_got_is_counted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, tom, staff) = (await store.AddPersonAsync(), await store.AddPersonAsync("Tom"), await store.AddStaffAsync());
        await store.CopyAsync(ada);
        await store.Get<ChangeConsent>().RunAsync(ada, ConsentText.Of(ConsentKind.ProductNews), agree: true, Cancel);
        await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.DirectMarketing, Cancel);
        await store.EraseAsync(tom, staff);
        await store.Get<NotePolicySeen>().RunAsync(ada.User, store.Get<PrivacyPolicy>().Current.Number, Cancel);
        await store.Writes.RunAsync(
            db =>
            {
                db.RecipientTasks.Add(new RecipientTask { Id = Guid.CreateVersion7(), RequestId = Guid.CreateVersion7(), UserId = ada.User, Recipient = "Northwave", CreatedAt = store.Clock.GetUtcNow(), ToldAt = store.Clock.GetUtcNow() });
                db.Users.Single(user => user.Id == staff.User.Value).TwoFactorEnabled = true;
            },
            Cancel);

        var shown = await ReadAsync(store, staff);

        Assert.All(
            [Controls.PersonalInformation, Controls.Privileges, Controls.Deletion, Controls.Leakage, Controls.Obligations, Controls.WithdrawConsent, Controls.Objection, Controls.AccessCorrectionErasure, Controls.InformOthers, Controls.CopyOfData],
            control => Assert.Equal((control.Number, EvidenceState.Shown), (control.Number, shown[control].State)));
        Assert.StartsWith("1 of 1 erasures have a certificate, the last of 24 November 2026", shown[Controls.Deletion].Figures[0], StringComparison.Ordinal);
        Assert.Equal("3 of 3 requests were answered in time", shown[Controls.PersonalInformation].Figures[0]);
        Assert.Equal("Consents given 1, of them taken back 1", shown[Controls.WithdrawConsent].Figures[0]);
        Assert.Equal("1 of 1 members of staff have a second factor", shown[Controls.Privileges].Figures[0]);

        await store.AddStaffAsync();
        await store.Writes.RunAsync(db => db.RecipientTasks.Add(new RecipientTask { Id = Guid.CreateVersion7(), RequestId = Guid.CreateVersion7(), UserId = ada.User, Recipient = "Eastwave", CreatedAt = store.Clock.GetUtcNow().AddDays(-15) }), Cancel);
        var now = await ReadAsync(store, staff);
        Assert.Equal((EvidenceState.DoesNotHold, EvidenceState.Overdue), (now[Controls.Privileges].State, now[Controls.InformOthers].State));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task An_erasure_without_its_proof_or_its_end_and_work_that_broke_are_said(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (tom, staff) = (await store.AddPersonAsync("Tom"), await store.AddStaffAsync());
        var erasure = await store.EraseAsync(tom, staff);
        await SetAsync(RequestState.Incomplete);
        var waits = await ReadAsync(store, staff);
        Assert.Equal((EvidenceState.Overdue, "Erasures that wait for a store: 1"), (waits[Controls.Deletion].State, waits[Controls.Deletion].Figures[1]));

        await SetAsync(RequestState.Fulfilled);
        await store.Writes.RunAsync(
            db =>
            {
                db.Certificates.RemoveRange(db.Certificates);
                db.Jobs.Add(new Job { Id = Guid.CreateVersion7(), Kind = KeepRetention.Kind, State = JobState.Failed });
            },
            Cancel);
        var shown = await ReadAsync(store, staff);
        Assert.Equal((EvidenceState.DoesNotHold, "0 of 1 erasures have a certificate"), (shown[Controls.Deletion].State, shown[Controls.Deletion].Figures[0]));
        Assert.Equal((EvidenceState.DoesNotHold, "Pieces of work that broke and wait for somebody: 1"), (shown[Controls.Monitoring].State, shown[Controls.Monitoring].Figures[1]));

        Task SetAsync(RequestState state) =>
            store.Writes.RunAsync(db => db.PrivacyRequests.Where(request => request.Id == erasure).ExecuteUpdate(set => set.SetProperty(request => request.State, state)), cancel: Cancel);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task A_trail_that_was_changed_and_a_clock_that_went_back_do_not_hold(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, trail) = (await store.AddStaffAsync(), store.Get<AuditTrail>());
        var early = await trail.DraftAsync(staff.User, staff.User, AuditDeed.ReadTrail, cancel: Cancel);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await trail.AppendAsync(await trail.DraftAsync(staff.User, staff.User, AuditDeed.ReadTrail, cancel: Cancel), PortalRole.Support, Cancel);
        await trail.AppendAsync(early, PortalRole.Support, Cancel);

        var back = await ReadAsync(store, staff);
        Assert.Equal((EvidenceState.Shown, EvidenceState.DoesNotHold), (back[Controls.Logging].State, back[Controls.Time].State));

        await store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number == 1).ExecuteUpdate(set => set.SetProperty(entry => entry.Deed, AuditDeed.MadeAdmin)), cancel: Cancel);
        var changed = await ReadAsync(store, staff);
        Assert.All([Controls.Logging, Controls.Monitoring, Controls.Records], control => Assert.Equal(EvidenceState.DoesNotHold, changed[control].State));
        Assert.Equal("Entry 1 of the trail is not the one that was written", changed[Controls.Logging].Figures[0]);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task Proofs_of_the_release_count_and_a_clause_without_one_does_not_hold(Database database)
    {
        var clauses = PrivacyPolicy.Written[^1].Clauses.Select(clause => clause.Id).ToList();
        var proofs = clauses.ToDictionary(clause => clause, IReadOnlyList<string> (clause) => [$"CanaryTests.{clause}"], StringComparer.Ordinal);
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton(new ReleaseProofs(new Proofs(new DateOnly(2026, 11, 20), proofs))));
        var staff = await store.AddStaffAsync();

        var all = await ReadAsync(store, staff);
        Assert.Equal((EvidenceState.Shown, EvidenceState.Shown), (all[Controls.Development].State, all[Controls.TestData].State));
        Assert.Equal($"{clauses.Count} of {clauses.Count} promises of the policy have a proof that passed, on 20 November 2026", all[Controls.Development].Figures[0]);

        proofs[clauses[0]] = [];
        var less = await ReadAsync(store, staff);
        Assert.Equal(EvidenceState.DoesNotHold, less[Controls.Development].State);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task Messages_that_an_operator_received_are_counted_as_handed_over(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var seeded = new EveryColumn(store, ada, "Qa") { Staff = staff.User };
        await seeded.SeedAsync(Cancel);
        await store.Writes.RunAsync(db => db.MessageBatches.ExecuteUpdate(set => set.SetProperty(batch => batch.Sent, 3).SetProperty(batch => batch.BroughtInAt, default(DateTimeOffset?))), cancel: Cancel);
        await using var db = store.Open();
        var batches = await db.MessageBatches.CountAsync(Cancel);

        var evidence = (await ReadAsync(store, staff))[Controls.Transfer];

        Assert.Equal((EvidenceState.Shown, $"Messages an operator received, each with its operator and time: {3 * batches}"), (evidence.State, evidence.Figures[0]));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task Taking_it_is_an_entry_of_the_trail_and_nobody_but_staff_reads_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());

        Assert.Null(await store.Get<GatherEvidence>().RunAsync(ada.User, Cancel));
        Assert.Null(await store.Get<TakeEvidence>().RunAsync(ada.User, Cancel));
        Assert.Empty(await store.Get<AuditTrail>().LatestAsync(1, Cancel));

        var report = (await store.Get<TakeEvidence>().RunAsync(staff.User, Cancel))!;
        Assert.Equal((AuditDeed.TookEvidence, staff.User), Assert.Single(await store.Get<AuditTrail>().LatestAsync(10, Cancel)) is var entry ? (entry.Deed, entry.Actor) : default);
        var csv = EvidencePaper.ToCsv(report);
        Assert.All(report.Controls, evidence => Assert.Contains(Csv.Line(evidence.Control.Standard, evidence.Control.Number).TrimEnd(), csv, StringComparison.Ordinal));
        Assert.Contains("evidence, not a certification", csv, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("P4.6")]
    public async Task The_paper_is_tagged_and_signed_holds_every_control_and_says_that_it_is_no_certification()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var staff = await store.AddStaffAsync();
        var report = (await store.Get<TakeEvidence>().RunAsync(staff.User, Cancel))!;
        var path = Path.Combine(Scratch.Folder("evidence"), "evidence.pdf");
        await using (var file = File.Create(path)) await store.Get<IDocumentEngine>().WriteAsync(await store.Get<EvidencePaper>().ToDocumentAsync(report, Cancel), file, Cancel);

        var text = await PdfText.ReadAsync(path);
        Assert.All(report.Controls, evidence => Assert.Contains(PdfText.Squeeze($"{evidence.Control.Number}: {evidence.Control.Title}"), text, StringComparison.Ordinal));
        Assert.Contains(PdfText.Squeeze("This is evidence, not a certification."), text, StringComparison.Ordinal);
        Assert.Contains("No syntax or stream encoding errors found", (await Reader.RunAsync("qpdf", ["--check", path])).Answer, StringComparison.Ordinal);
        var structure = (await Reader.RunAsync("pdfinfo", ["-struct-text", path])).Answer;
        Assert.Contains("5.15 to 5.18", structure, StringComparison.Ordinal);
        Assert.Contains("H3", structure, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("P4.6")]
    public void Watching_the_system_leads_to_its_alerts_and_what_is_for_administrators_alone_is_a_link_for_nobody_else()
    {
        Assert.Equal(("Security", Urls.StaffSecurity), EvidencePlaces.Of(Controls.Monitoring.Place));
        Assert.Contains("nightly walk", Controls.Monitoring.Kept, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<EvidencePlace>(), place => Assert.True(EvidencePlaces.IsFor(PortalRole.Admin, place)));
        Assert.Equal([EvidencePlace.Keys, EvidencePlace.Security], Enum.GetValues<EvidencePlace>().Where(place => !EvidencePlaces.IsFor(PortalRole.Support, place)));
    }

    private static async Task<Dictionary<Control, ControlEvidence>> ReadAsync(TestStore store, Customer staff) =>
        (await store.Get<GatherEvidence>().RunAsync(staff.User, Cancel))!.Controls.ToDictionary(evidence => evidence.Control);

    private static async Task BackupAsync(TestStore store)
    {
        await store.Get<Core.Custody.RestoreGate>().PassAsync(Cancel, _ => { });
        await store.Get<TakeBackup>().RunAsync(Scratch.Folder("evidence-backup"), _ => { }, Cancel);
    }
}
