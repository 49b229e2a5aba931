using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Forms;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Tests;

/// <summary>A form is made from the type of an event, and gives its JSON back.</summary>
public sealed class EventFormTests
{
    private const string Approval = """
        {"type":["object","null"],"properties":{"isApproved":{"type":"boolean"},"priority":{"enum":["Normal","Urgent"]},"discount":{"type":"integer"},"amount":{"type":["string","number"],"pattern":"^-?[0-9]+$"},"note":{"type":["string","null"]}},"required":["isApproved","priority","discount","amount"]}
        """;

    [Fact]
    public void Each_plain_member_has_a_field()
    {
        var page = Write(Approval);
        Assert.Contains("name=\"f.isApproved\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"&quot;Urgent&quot;\">Urgent</option>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"f.discount\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_filled_in_is_the_value()
    {
        var json = Read(Approval, ("f.isApproved", "true"), ("f.priority", "\"Urgent\""), ("f.discount", "-5"), ("f.amount", "1.50"), ("f.note", ""));
        Assert.Equal("""{"isApproved":true,"priority":"Urgent","discount":-5,"amount":1.50}""", json);
    }

    [Theory]
    [InlineData("f.discount", "five")]
    [InlineData("f.discount", "")]
    [InlineData("f.discount", "1.5")]
    [InlineData("f.priority", "\"Never\"")]
    [InlineData("f.priority", "Urgent")]
    public void What_is_not_of_its_type_is_refused_by_name(string field, string value)
    {
        List<(string, string)> fields = [("f.isApproved", "true"), ("f.priority", "\"Urgent\""), ("f.discount", "5"), ("f.amount", "1")];
        fields.RemoveAll(f => f.Item1 == field);
        var refusal = Assert.Throws<ArgumentException>(() => Read(Approval, [.. fields, (field, value)]));
        Assert.Contains(field[2..], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"boolean"}""", "true", "true")]
    [InlineData("""{"type":"integer"}""", "7", "7")]
    [InlineData("""{"type":["string","null"]}""", "", "null")]
    [InlineData("""{"type":"string"}""", "a \"b\"", "\"a \\u0022b\\u0022\"")]
    [InlineData("""{"enum":[0,1]}""", "1", "1")]
    public void A_plain_event_is_one_field(string schema, string text, string json) => Assert.Equal(json, Read(schema, ("f.", text)));

    [Theory]
    [InlineData(null)]
    [InlineData("true")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"object","properties":{"inner":{"type":"object"}}}""")]
    public void What_is_not_plain_is_written_as_JSON(string? schema)
    {
        Assert.Contains("<textarea name=\"json\"", Write(schema), StringComparison.Ordinal);
        Assert.Equal("[1]", Read(schema, ("json", "[1]")));
    }

    [Fact]
    public void Names_are_text()
    {
        var page = Write("""{"type":"object","properties":{"\"><script>":{"type":"string"}}}""");
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    private static string Write(string? schema)
    {
        var page = new Markup();
        EventForm.Of(schema).Write(page);
        return Encoding.UTF8.GetString(page.Bytes.Span);
    }

    private static string Read(string? schema, params (string Name, string Value)[] fields)
    {
        var json = EventForm.Of(schema).Read(new FormCollection(fields.ToDictionary(static f => f.Name, static f => new Microsoft.Extensions.Primitives.StringValues(f.Value))));
        using var whole = JsonDocument.Parse(json);
        return json;
    }
}
