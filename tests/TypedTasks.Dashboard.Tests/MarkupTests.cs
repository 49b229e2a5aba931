using System.Net;
using System.Text;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Tests;

/// <summary>What stands in a hole of a page is text there, whatever it is.</summary>
public sealed class MarkupTests
{
    public static TheoryData<string> Hostile => new()
    {
        "<script>alert(1)</script>", "\" onload=\"alert(1)", "' onload='alert(1)", "</title><script>", "<!--", "-->", "&lt;", "]]>", "javascript:alert(1)", "\u202Eevil", "\uD800", "\u0000", "a\r\nb", "{{constructor}}", "é日本",
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void It_is_text_between_tags_and_in_attributes(string text)
    {
        var page = Write(m => m.Write($"""<p title="{text}">{text}</p>"""));
        Assert.StartsWith("<p title=\"", page, StringComparison.Ordinal);
        var value = page["<p title=\"".Length..page.IndexOf("\">", StringComparison.Ordinal)];
        var inner = page[(page.IndexOf("\">", StringComparison.Ordinal) + 2)..^"</p>".Length];
        var whole = text.Replace('\uD800', '\uFFFD');
        Assert.Equal(whole, WebUtility.HtmlDecode(value));
        Assert.Equal(whole, WebUtility.HtmlDecode(inner));
        Assert.DoesNotContain('<', inner);
        Assert.DoesNotContain('"', value);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_an_address_it_is_one_component(string text)
    {
        var page = Write(m => m.Write($"""<a href="flows?name={text}">x</a>"""));
        var address = page["<a href=\"".Length..page.IndexOf("\">", StringComparison.Ordinal)];
        Assert.StartsWith("flows?name=", address, StringComparison.Ordinal);
        Assert.Equal(text.Replace('\uD800', '\uFFFD'), Uri.UnescapeDataString(address["flows?name=".Length..]));
        Assert.Equal(-1, address["flows?name=".Length..].IndexOfAny(['<', '"', '&', '#', ':', '/', ' ']));
    }

    [Fact]
    public void A_link_is_an_address_and_nothing_else()
    {
        var link = new PageLink("flows").With("a", "1&2").With("b", null).With("c", "x");
        Assert.Equal("""<a href="flows?a=1%262&amp;c=x">""", Write(m => m.Write($"""<a href="{link}">""")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<p>{link}</p>")));
    }

    [Fact]
    public void Holes_elsewhere_are_refused()
    {
        var text = "x";
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<script>var a = '{text}';</script>")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<style>{text}</style>")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<p {text}>")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<p class={text}>")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"""<p style="{text}">""")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"""<p onclick="{text}">""")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<!-- {text} -->")));
        Assert.Throws<InvalidOperationException>(() => Write(m => m.Write($"<{text}>")));
    }

    [Fact]
    public void What_follows_a_script_or_a_comment_is_a_page_again()
    {
        Assert.Equal("<script src=\"a\"></script><p>x</p>", Write(m => m.Write($"""<script src="a"></script><p>{"x"}</p>""")));
        Assert.Equal("<!-- a > b --><p>x</p>", Write(m => m.Write($"""<!-- a > b --><p>{"x"}</p>""")));
    }

    [Fact]
    public void Numbers_are_written_alike_everywhere() => Assert.Equal("<p>1234.5 7 -3</p>", Write(m => m.Write($"<p>{1234.5} {7} {-3L}</p>")));

    private static string Write(Action<Markup> write)
    {
        var markup = new Markup();
        write(markup);
        return Encoding.UTF8.GetString(markup.Bytes.Span);
    }
}
