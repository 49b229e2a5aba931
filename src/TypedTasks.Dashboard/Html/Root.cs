namespace TypedTasks.Dashboard.Html;

/// <summary>Leads from a page to the first one: pages know how deep they lie and not where the dashboard is.</summary>
internal readonly record struct Root(int Depth)
{
    public PageLink To(string path) => new((Depth, path) switch
    {
        (0, "") => "./",
        (0, _) => path,
        _ => string.Concat(Enumerable.Repeat("../", Depth)) + path,
    });

    public PageLink Flow(string flowId) => To("flows/" + Uri.EscapeDataString(flowId));

    public PageLink Task(string name) => To("task").With("name", name);

    public PageLink Step(string flowId, string path) => To($"flows/{Uri.EscapeDataString(flowId)}/step").With("path", path);
}
