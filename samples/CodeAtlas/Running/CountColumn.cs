using Spectre.Console;
using Spectre.Console.Rendering;

namespace CodeAtlas;

/// <summary>How many steps of how many.</summary>
internal sealed class CountColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text($"{Html.Number((long)task.Value)}/{Html.Number((long)task.MaxValue)}", new Style(Color.Grey)).RightJustified();
}
