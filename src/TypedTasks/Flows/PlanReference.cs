using System.Security.Cryptography;

namespace TypedTasks.Flows;

/// <summary>A plan and how messages refer to it: inline when it is small, otherwise by content hash.</summary>
internal sealed class PlanReference
{
    /// <summary>The most bytes of a stored flow's plan that rides in its messages.</summary>
    public const int MaxInline = 512;

    private readonly Lazy<string> hash;

    public PlanReference(PlanNode root, ReadOnlyMemory<byte> json, bool inline)
    {
        Root = root;
        Json = json;
        IsInline = inline;
        hash = new(() => Convert.ToHexStringLower(SHA256.HashData(Json.Span)), LazyThreadSafetyMode.PublicationOnly);
    }

    public PlanNode Root { get; }

    public ReadOnlyMemory<byte> Json { get; }

    public string Hash => hash.Value;

    /// <summary>Whether it rides in every message; otherwise messages carry its hash and the store has it.</summary>
    public bool IsInline { get; }

    public static PlanReference Read(ReadOnlyMemory<byte> json, bool inline) => new(PlanReader.Read(json), json, inline);
}
