using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Portal.Tests.Encryption;

public sealed class EncryptionServicesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smsviro-services-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Production_refuses_root_keys_inside_the_data_folder()
    {
        await using var portal = Portal(Environments.Production, ("Keys:RootFolder", Path.Combine(Data, "keys")));

        var refused = Assert.Throws<OptionsValidationException>(() => portal.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal("Keys:RootFolder is inside the data folder, so every copy of the data would hold its keys: point it elsewhere.", Assert.Single(refused.Failures));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/")]
    [InlineData("data/../data/x")]
    public async Task Knows_the_data_folder_by_any_name(string inside)
    {
        await using var portal = Portal(Environments.Production, ("Keys:RootFolder", Path.Combine(_folder.FullName, inside)));

        Assert.Throws<OptionsValidationException>(() => portal.GetRequiredService<IStartupValidator>().Validate());
    }

    [Theory]
    [InlineData("config")]
    [InlineData("data2")]
    [InlineData("data/../config")]
    public async Task Takes_any_other_folder(string outside)
    {
        await using var portal = Portal(Environments.Production, ("Keys:RootFolder", Path.Combine(_folder.FullName, outside)));

        portal.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task Refuses_a_root_folder_that_depends_on_where_the_portal_was_started()
    {
        await using var portal = Portal(Environments.Development, ("Keys:RootFolder", "keys"));

        Assert.Throws<OptionsValidationException>(() => portal.GetRequiredService<IStartupValidator>().Validate());
    }

    [Theory]
    [InlineData("Keys:Provider is 'File', 'Pkcs11' or 'AwsKms'.", "Keys:Provider=Paper")]
    [InlineData("Keys:Pkcs11:Library is the full path of the token's PKCS#11 library.", "Keys:Provider=Pkcs11", "Keys:Pkcs11:Token=t", "Keys:Pkcs11:PinFile=/pin")]
    [InlineData("Keys:Pkcs11:Token is the label of the token.", "Keys:Provider=Pkcs11", "Keys:Pkcs11:Library=/lib.so", "Keys:Pkcs11:PinFile=/pin")]
    [InlineData(
        "Keys:Pkcs11:PinFile is the full path of a file that holds the token's PIN; without it the PIN is in the environment variable SMSVIRO_PKCS11_PIN.",
        "Keys:Provider=Pkcs11", "Keys:Pkcs11:Library=/lib.so", "Keys:Pkcs11:Token=t", "Keys:Pkcs11:Pin=1234")]
    [InlineData("Keys:AwsKms:Region is the AWS region of the root keys, such as eu-west-2.", "Keys:Provider=AwsKms")]
    [InlineData("Keys:AwsKms:Endpoint is the https address of an AWS KMS endpoint, or empty for the region's own.", "Keys:Provider=AwsKms", "Keys:AwsKms:Region=eu-west-2", "Keys:AwsKms:Endpoint=http://kms.example")]
    [InlineData("Keys:AwsKms:DeletionDays is 7 to 30: AWS KMS waits that long before it deletes a key.", "Keys:Provider=AwsKms", "Keys:AwsKms:Region=eu-west-2", "Keys:AwsKms:DeletionDays=3")]
    public async Task Names_the_setting_of_the_root_keys_that_is_wrong(string sentence, params string[] settings)
    {
        await using var portal = Portal(Environments.Production, [.. settings.Select(setting => setting.Split('=')).Select(setting => (setting[0], setting[1]))]);

        var refused = Assert.Throws<OptionsValidationException>(() => portal.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(sentence, Assert.Single(refused.Failures));
    }

    [Theory]
    [InlineData("File", "where Keys:RootFolder points")]
    [InlineData("Pkcs11", "on the token t")]
    [InlineData("AwsKms", "in AWS KMS of eu-west-2")]
    public async Task The_root_keys_are_where_the_settings_say(string provider, string place)
    {
        await using var portal = Portal(
            null, ("Keys:Provider", provider), ("Keys:Pkcs11:Library", "/lib.so"), ("Keys:Pkcs11:Token", "t"), ("Keys:Pkcs11:PinFile", "/pin"), ("Keys:AwsKms:Region", "eu-west-2"));

        portal.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(place, portal.GetRequiredService<IRootKeyProvider>().Place);
    }

    [Fact]
    public void Refuses_keys_in_the_cluster_of_their_data_unless_the_horizon_is_accepted()
    {
        (string, string)[] one = [("Keys:Connection", "Host=DB.example;Database=keys"), ("ConnectionStrings:Portal", "Host=db.example;Port=5432;Database=portal")];

        Assert.Throws<KeysException>(() => Portal(Environments.Production, one));
        Portal(Environments.Production, [.. one, ("Keys:AcceptLongHorizon", "true")]).Dispose();
        Portal(Environments.Production, ("Keys:Connection", "Host=keys.example"), one[1]).Dispose();
    }

    [Fact]
    public async Task A_shredding_is_told_to_other_processes()
    {
        await using var portal = Portal();
        var heard = 0;
        portal.GetRequiredService<Signals>().Listen("keys/changed", () => heard++);
        var relay = Assert.Single(portal.GetServices<IHostedService>().OfType<KeyRelay>());
        await relay.StartAsync(Cancel);

        await portal.GetRequiredService<Vault>().ShredAsync(Scope.Parse("user/her"), Guid.CreateVersion7(), Cancel);

        Assert.Equal(1, heard);
        await relay.StopAsync(Cancel);
    }

    private ServiceProvider Portal(string? environment = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Keys:RootFolder"] = Path.Combine(_folder.FullName, "config") })
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Signals>()
            .AddSingleton<IHostEnvironment>(new HostingEnvironment(environment ?? Environments.Development))
            .AddKeyStore(configuration, Data)
            .AddEncryption(configuration, Data)
            .Configure<KeyManagementOptions>(ring => ring.XmlRepository = new FileSystemXmlRepository(_folder, NullLoggerFactory.Instance))
            .BuildServiceProvider();
    }

    private sealed class HostingEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "SmsViro.Portal";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
