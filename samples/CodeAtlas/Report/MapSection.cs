using System.Text;

namespace CodeAtlas;

/// <summary>The treemap, drawn once for wide and once for narrow windows, with its legend and the panel below it.</summary>
internal static class MapSection
{
    public static void Write(StringBuilder page, ReportModel model)
    {
        page.Append("""
            <section class="atlas" aria-labelledby="map-title">
            <h2 id="map-title" class="sr">Treemap</h2>
            <div class="tools">
            <fieldset class="switch"><legend class="sr">Colour</legend>
            <label><input type="radio" name="colour" value="language" checked><span>Language</span></label>
            <label><input type="radio" name="colour" value="block"><span>Longest block</span></label>
            </fieldset>
            <div class="scale"><span class="scale-name">Longest block, lines</span>

            """);
        for (var level = 0; level < BlockScale.Names.Count; level++)
            page.Append($"<span><i class=\"dot b{level}\"></i>{BlockScale.Names[level]}</span>\n");
        page.Append("""
            </div>
            <input type="search" id="find" placeholder="Find files" aria-label="Find files by path" autocomplete="off" spellcheck="false" hidden>
            </div>

            """);
        var svg = new MapSvg(model.Files, model.Colours);
        page.Append(svg.Draw("wide", 1240, 740, withTitles: true));
        page.Append(svg.Draw("narrow", 366, 560, withTitles: false));
        page.Append("""
            <div id="panel" role="status" aria-live="polite"><p class="hint">Each rectangle is a file, as large as its lines; frames are directories. Point at one, or use the arrow keys.</p></div>
            </section>

            """);
    }
}
