using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>How the house's values lie in columns, the same on every database unless one cannot.</summary>
internal static class Conversions
{
    public static void AddValues(this ModelConfigurationBuilder conventions)
    {
        conventions.Properties<UserId>().HaveConversion<UserIds>();
        conventions.Properties<AccountId>().HaveConversion<AccountIds>();
        conventions.Properties<Sealed>().HaveConversion<SealedBytes, SealedComparer>();
        conventions.Properties<Currency>().HaveConversion<CurrencyCodes>().HaveMaxLength(3);
        conventions.Properties<Country>().HaveConversion<CountryCodes>().HaveMaxLength(2);
    }

    private sealed class UserIds() : ValueConverter<UserId, Guid>(id => id.Value, value => new UserId(value));

    private sealed class AccountIds() : ValueConverter<AccountId, Guid>(id => id.Value, value => new AccountId(value));

    private sealed class SealedBytes() : ValueConverter<Sealed, byte[]>(value => value.ToArray(), bytes => Sealed.FromBytes(bytes));

    private sealed class SealedComparer() : ValueComparer<Sealed>((left, right) => left.Equals(right), value => value.GetHashCode(), value => value);

    private sealed class CurrencyCodes() : ValueConverter<Currency, string>(currency => currency.Code, code => Currency.Parse(code));

    private sealed class CountryCodes() : ValueConverter<Country, string>(country => country.Code, code => Country.Parse(code));
}
