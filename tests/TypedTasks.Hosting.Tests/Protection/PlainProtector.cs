using System.Security.Cryptography;
using TypedTasks.Security;

namespace TypedTasks.Hosting.Tests.Protection;

/// <summary>A protector with a key of its own that needs no key ring: as random and as long as a real one's, and it knows what it did not make.</summary>
internal sealed class PlainProtector(byte key = 0x5A) : IValueProtector
{
    private const int Around = 48;

    /// <summary>Whether it fails, as one whose keys cannot be reached.</summary>
    public bool IsAway { get; set; }

    public byte[] Protect(ReadOnlySpan<byte> clear)
    {
        if (IsAway)
            throw new IOException("the keys are away");
        var hidden = RandomNumberGenerator.GetBytes(Around + clear.Length);
        hidden[0] = key;
        for (var i = 0; i < clear.Length; i++)
            hidden[Around + i] = (byte)(clear[i] ^ key ^ hidden[1]);
        BitConverter.TryWriteBytes(hidden.AsSpan(2), Sum(clear));
        return hidden;
    }

    public byte[] Unprotect(ReadOnlySpan<byte> hidden)
    {
        if (hidden.Length < Around || hidden[0] != key)
            throw new CryptographicException("The key was not found.");
        var clear = hidden[Around..].ToArray();
        for (var i = 0; i < clear.Length; i++)
            clear[i] ^= (byte)(key ^ hidden[1]);
        return BitConverter.ToInt32(hidden[2..]) == Sum(clear) ? clear : throw new CryptographicException("The payload was altered.");
    }

    private static int Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 17;
        foreach (var one in bytes)
            sum = unchecked((sum * 31) + one);
        return sum;
    }
}
