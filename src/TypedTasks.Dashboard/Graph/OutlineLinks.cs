using TypedTasks.Dashboard.Html;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>Where the nodes of a flow lead.</summary>
internal sealed record OutlineLinks(Root Root, string FlowId)
{
    /// <summary>The page of a step, or of the members of a node; null for what has none.</summary>
    public PageLink? Of(OutlineNode node) => node switch
    {
        { Path: null } => null,
        { Members: not null } => Root.To($"flows/{Uri.EscapeDataString(FlowId)}/members").With("path", node.Path.Length > 0 ? node.Path : "root"),
        { Kind: OutlineKind.Step } => Root.Step(FlowId, node.Path.Length > 0 ? node.Path : "root"),
        _ => null,
    };

    /// <summary>A path as an address carries it: the root, which is empty, has a word.</summary>
    public static string PathOf(string? carried) => carried is null or "root" ? "" : carried;
}
