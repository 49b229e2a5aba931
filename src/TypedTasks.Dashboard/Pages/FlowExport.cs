using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Pages;

/// <summary>A list of flows as a file.</summary>
internal static class FlowExport
{
    private const int Most = 10_000;

    public static async ValueTask<Page> CsvAsync(PageRequest request)
    {
        var selection = FlowSelection.Of(request);
        if (selection.Problem is { } problem)
            return Page.NotFound(request, "flows", problem);
        var text = new StringBuilder("id,name,state,tasks,retries,accepted,deadline,ended,failureType,failureMessage\r\n");
        await foreach (var flow in ReadAsync(request, selection).ConfigureAwait(false))
        {
            string?[] cells =
            [
                flow.FlowId, flow.Name, flow.State.ToString(), string.Join(' ', flow.Tasks), flow.Retries.ToString(CultureInfo.InvariantCulture), Words.Iso(flow.AcceptedAt), Words.Iso(flow.Deadline),
                flow.EndedAt is { } ended ? Words.Iso(ended) : null, flow.Failure?.Type, flow.Failure?.Message,
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return new(StatusCodes.Status200OK, "text/csv; charset=utf-8", Encoding.UTF8.GetBytes(text.ToString())) { FileName = "flows.csv" };
    }

    public static async ValueTask<Page> JsonAsync(PageRequest request)
    {
        var selection = FlowSelection.Of(request);
        if (selection.Problem is { } problem)
            return Page.NotFound(request, "flows", problem);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            await foreach (var flow in ReadAsync(request, selection).ConfigureAwait(false))
                Write(json, flow);
            json.WriteEndArray();
        }

        return new(StatusCodes.Status200OK, "application/json", bytes.ToArray()) { FileName = "flows.json" };
    }

    private static void Write(Utf8JsonWriter json, FlowSummary flow)
    {
        json.WriteStartObject();
        json.WriteString("id", flow.FlowId);
        json.WriteString("name", flow.Name);
        json.WriteString("state", flow.State.ToString());
        json.WriteStartArray("tasks");
        foreach (var task in flow.Tasks)
            json.WriteStringValue(task);
        json.WriteEndArray();
        json.WriteNumber("retries", flow.Retries);
        json.WriteString("accepted", flow.AcceptedAt);
        json.WriteString("deadline", flow.Deadline);
        if (flow.EndedAt is { } ended)
            json.WriteString("ended", ended);
        if (flow.Failure is { } failure)
        {
            json.WriteStartObject("failure");
            json.WriteString("type", failure.Type);
            json.WriteString("message", failure.Message);
            json.WriteString("task", failure.Task);
            json.WriteString("step", failure.Step);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static async IAsyncEnumerable<FlowSummary> ReadAsync(PageRequest request, FlowSelection selection)
    {
        string? token = null;
        var count = 0;
        do
        {
            var page = await request.Reader.FindAsync(selection.Filter, 1000, token, request.Cancelled).ConfigureAwait(false);
            foreach (var flow in page.Flows)
            {
                yield return flow;
                count++;
            }

            token = page.ContinuationToken;
        }
        while (token is not null && count < Most);
    }

    /// <summary>A cell; what a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).</summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
