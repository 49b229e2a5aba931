using Microsoft.AspNetCore.DataProtection;
using TypedTasks.Security;

namespace TypedTasks.DataProtection;

/// <summary>Protects values with the keys of Data Protection, which names the key in what it makes.</summary>
internal sealed class DataProtectionValueProtector(IDataProtector protector) : IValueProtector
{
    public byte[] Protect(ReadOnlySpan<byte> clear) => protector.Protect(clear.ToArray());

    public byte[] Unprotect(ReadOnlySpan<byte> hidden) => protector.Unprotect(hidden.ToArray());
}
