namespace TypedTasks.Emulator.Security;

/// <summary>What one connection has proved it may use.</summary>
internal sealed class ClaimSet
{
    private const int MaxClaims = 1000;
    private readonly Dictionary<string, Claim> claims = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Set by SASL PLAIN, whose credentials hold for the connection's life.</summary>
    public bool AllowsAll { get; set; }

    public bool IsEmpty => !AllowsAll && claims.Count == 0;

    public bool Add(Claim claim)
    {
        if (claims.Count >= MaxClaims && !claims.ContainsKey(claim.Path))
            return false;
        claims[claim.Path] = claim;
        return true;
    }

    /// <summary>Until when a path may be used; zero if it may not.</summary>
    public long AllowedUntil(string path)
    {
        if (AllowsAll)
            return long.MaxValue;
        var until = 0L;
        foreach (var claim in claims.Values)
            if (claim.ExpiresAt > until && claim.Covers(path))
                until = claim.ExpiresAt;
        return until;
    }
}
