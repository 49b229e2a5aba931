namespace TypedTasks.Emulator.Security;

/// <summary>What one connection has proved it may use.</summary>
internal sealed class ClaimSet
{
    private const int MaxClaims = 1000;
    private readonly Dictionary<string, Claim> _claims = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Set by SASL PLAIN, whose credentials hold for the connection's life.</summary>
    public bool AllowsAll { get; set; }

    public bool IsEmpty => !AllowsAll && _claims.Count == 0;

    public bool Add(Claim claim)
    {
        if (_claims.Count >= MaxClaims && !_claims.ContainsKey(claim.Path)) return false;
        _claims[claim.Path] = claim;
        return true;
    }

    /// <summary>Until when a path may be used; zero if it may not.</summary>
    public long AllowedUntil(string path)
    {
        if (AllowsAll) return long.MaxValue;
        var until = 0L;
        foreach (var claim in _claims.Values)
            if (claim.ExpiresAt > until && claim.Covers(path)) until = claim.ExpiresAt;
        return until;
    }
}
