using System.Security.Cryptography;

namespace TypedTasks.Plans;

/// <summary>A plan and how messages refer to it: inline when it is small, otherwise by content hash.</summary>
internal sealed class PlanReference(PlanNode root, ReadOnlyMemory<byte> json, bool inline)
{
    /// <summary>The most bytes of a stored flow's plan that rides in its messages.</summary>
    public const int MaxInline = 512;

    private string? hash;
    private bool? isCompensated;
    private (bool IsKnown, FinalGroup? Group) final;

    public PlanNode Root => root;

    public ReadOnlyMemory<byte> Json => json;

    /// <summary>
    /// Whether anything of it may have to be undone, so that the store must know which steps run; what a task will return is
    /// not known, so it counts.
    /// </summary>
    public bool IsCompensated => isCompensated ??=
        PlanWalk.Any(root, static n => n.Compensation is not null || n.Call is { IsReplaced: true });

    /// <summary>The group at its end; null where it ends with none.</summary>
    public FinalGroup? Final => (final.IsKnown ? final : final = (true, FinalGroup.Of(root))).Group;

    // Two threads may both work it out: they come to the same.
    public string Hash => hash ??= HashOf(Json);

    /// <summary>Whether it rides in every message; otherwise messages carry its hash and the store has it.</summary>
    public bool IsInline => inline;

    public static string HashOf(ReadOnlyMemory<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json.Span));

    public static PlanReference Read(ReadOnlyMemory<byte> json, bool inline) => new(PlanReader.Read(json), json, inline);
}
