using System.Security.Cryptography;

namespace TypedTasks.Hosting.Client;

/// <summary>Makes the nonces of acceptances, which nobody can guess. A simulation makes its own, to be one history by seed.</summary>
internal class Nonces
{
    private const int Bytes = 16;

    public virtual string Next() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
