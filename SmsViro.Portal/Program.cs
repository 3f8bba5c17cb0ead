using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;
using SmsViro.Core.Registers;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;
using SmsViro.Core.Support;
using SmsViro.Portal.Accounts;
using SmsViro.Portal.Api;
using SmsViro.Portal.Billing;
using SmsViro.Portal.Manage;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Staff;

if (GateCommand.Run(args, Console.Out) is { } verdict) return verdict;
if (ManageCommand.WithoutServices(args) is { } done) return done;
if (args is ["simulator", .. var rest]) return await SimulatorCommand.RunAsync(rest, Console.In, Console.Out, TimeProvider.System, CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
var storage = StorageOptions.Of(builder.Configuration);
builder.AddListening();
builder.Services
    .AddEncryption(builder.Configuration, storage.DataFolder)
    .AddStorage(storage)
    .AddKeyStore(builder.Configuration, storage.DataFolder)
    .AddJobs(builder.Configuration)
    .AddAuditing()
    .AddNotices(builder.Configuration)
    .AddCustody(builder.Configuration)
    .AddPrivacy()
    .AddAccounts()
    .AddBilling()
    .AddMessaging(builder.Configuration)
    .AddRights(builder.Configuration)
    .AddSupport()
    .AddRegisters(builder.Configuration)
    .AddShell()
    .AddStaff()
    .AddShellPart<PurseLink>(ShellSlot.Purse)
    .AddShellPart<PauseNotice>(ShellSlot.Notice)
    .AddShellPart<PolicyNews>(ShellSlot.Notice)
    .AddShellPart<WaitsForYou>(ShellSlot.Home)
    .AddShellPart<RecipientQuestionsCard>(ShellSlot.Home);
builder.AddAccountsPages();

var app = builder.Build();
if (ManageCommand.IsAsked(args)) return await ManageCommand.RunAsync(app, args);

await app.UseShellAsync();
app.UseAccounts();
app.MapShell();
app.MapAccounts();
app.MapCopies();
app.MapKeys();
app.MapOptOuts();
app.MapRecord();
app.MapCertificate();
app.MapRecipient();
app.MapCertificates();
app.MapRegisters();
app.MapEvidence();

return await Start.ServeAsync(app);
