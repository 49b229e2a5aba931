using System.Text;

namespace CodeAtlas;

/// <summary>How to check the numbers.</summary>
internal static class FooterSection
{
    public static void Write(StringBuilder page)
    {
        var find = SourceRules.FindCommand();
        page.Append($"""
            <footer>
            <p>A line is what a newline byte ends, as <code>wc -l</code> counts. Drawn by CodeAtlas, a sample of TypedTasks.</p>
            <details><summary>Check the numbers</summary>
            <p>In the folder itself; files that were left out above count here too.</p>
            <pre tabindex="0">{Html.Encode(find)} |
              tr -dc '\0' | wc -c         # files

            {Html.Encode(find)} |
              xargs -0 cat | wc -l        # lines</pre></details>
            </footer>

            """);
    }
}
