namespace SmsViro.Portal.Tests.Doubles;

/// <summary>The two databases that every test of storage runs on: the first argument of a theory marked <see cref="OnBothDatabasesAttribute"/>.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}
