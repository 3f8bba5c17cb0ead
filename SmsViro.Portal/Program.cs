using SmsViro.Portal.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.AddListening();
builder.Services.AddShell();

var app = builder.Build();
await app.UseShellAsync();
app.MapShell();

await app.RunAsync();
