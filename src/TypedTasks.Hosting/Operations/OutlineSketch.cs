using TypedTasks.Paths;
using TypedTasks.Plans;

namespace TypedTasks.Hosting.Operations;

/// <summary>Draws the nodes of a plan, up to a number, and keeps which of them the store has to be asked about.</summary>
internal sealed class OutlineSketch
{
    private const int MostNodes = 1000;

    private int count;

    /// <summary>The nodes that were drawn since somebody looked.</summary>
    public List<OutlineDraft> Fresh { get; private set; } = [];

    public OutlineDraft Draw(PlanNode node, StepPath? path)
    {
        var draft = new OutlineDraft(node, path);
        count++;
        if (path is not null)
            Fresh.Add(draft);
        if (draft.IsMany)
        {
            if (node.Children.Length > 0)
                draft.Children.Add(Draw(node.Children[0], null));
            return draft;
        }

        for (var i = 0; i < node.Children.Length; i++)
        {
            if (count >= MostNodes)
            {
                draft.IsCut = true;
                break;
            }

            draft.Children.Add(Draw(node.Children[i], PathOf(node, path, i)));
        }

        return draft;
    }

    public List<OutlineDraft> TakeFresh()
    {
        var fresh = Fresh;
        Fresh = [];
        return fresh;
    }

    // What undoes something has no place: it runs in a plan of its own, once that is made.
    private static StepPath? PathOf(PlanNode parent, StepPath? path, int index) => path is not { } above ? null
        : parent.Side is not null && index == 1 ? above.Enter(StepPath.SideLevel)
        : parent.ChildAt(index) is null ? null
        : above.Child(index);
}
