using System.Globalization;
using System.Text;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>Writes a failed flow as a test that begins at the step that failed.</summary>
internal sealed class TestExport(FlowStore store, OutlineReader outlines, StepReader steps, IEnumerable<ITaskRegistry> registries)
{
    private const string Unnamed = "AddYourTasks";

    public async ValueTask<string?> WriteAsync(string flowId, string? registration, CancellationToken cancellationToken)
    {
        FlowIds.Check(flowId);
        if (registration is not null && !IsIdentifier(registration))
            throw new ArgumentException($"'{registration}' is no name of a method: write one such as AddShopTasks.", nameof(registration));
        var record = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (record.State == FlowState.Unknown)
            return null;
        if (record.Outcome.Failure is not { } json)
            throw new ArgumentException($"Flow {flowId} is {record.State}: only a flow that has failed becomes a failing test.", nameof(flowId));
        var failure = FailureJson.Read(json);
        if (failure.Task.Length == 0 || await steps.ReadAsync(flowId, failure.Step, cancellationToken).ConfigureAwait(false) is not { } step
            || await outlines.FindAsync(flowId, failure.Step, cancellationToken).ConfigureAwait(false) is not (_, { Call: { } call }))
        {
            throw new ArgumentException($"Flow {flowId} did not fail in a step, but by this: {failure.Type}: {failure.Message}", nameof(flowId));
        }

        var arguments = Whole(step.Arguments, "arguments");
        var input = call.Missing == 0 ? null
            : step.Input is null ? throw new ArgumentException($"The store does not have what had arrived at step '{failure.Step}' of flow {flowId}: its message is not kept any more.", nameof(flowId))
            : Whole(step.Input, "input");
        return Write(flowId, failure, call, arguments, input, registration ?? Registration(call.Name));
    }

    private static string Whole(ShownValue? value, string what) => value switch
    {
        { Json: { } json, Note: null } => json,
        { Note: { } note } => throw new ArgumentException($"The {what} of the step cannot be written into a test. {note}"),
        _ => throw new ArgumentException($"The {what} of the step cannot be written into a test."),
    };

    private static string Write(string flowId, TaskFailure failure, StepCall call, string arguments, string? input, string registration)
    {
        var name = Identifier(call.Name);
        var text = new StringBuilder()
            .Append("// Flow ").Append(Line(flowId)).Append(" failed in step '").Append(Line(failure.Step)).Append("', task '").Append(Line(call.Name)).Append("': ")
            .Append(Line(failure.Type)).Append(": ").AppendLine(Line(failure.Message))
            .AppendLine("// The test begins at that step. What the steps before had yielded is its input, as it was recorded; none of them runs.")
            .AppendLine("// What is marked as sensitive stands as \"***\".")
            .AppendLine("using System.Threading.Tasks;")
            .AppendLine("using Microsoft.Extensions.DependencyInjection;")
            .AppendLine("using TypedTasks;")
            .AppendLine("using TypedTasks.Testing;")
            .AppendLine("using Xunit;")
            .AppendLine()
            .Append("public sealed class ").Append(name).AppendLine("FailedTests")
            .AppendLine("{")
            .AppendLine("    [Fact]")
            .Append("    public async Task ").Append(name).AppendLine("_takes_what_it_has_failed_on()")
            .AppendLine("    {")
            .AppendLine("        await using var host = await TaskTestHost.StartAsync(static builder =>")
            .AppendLine("        {")
            .AppendLine("            // YOUR SERVICES: what the task needs stands here, as in your application.")
            .Append("            builder.").Append(registration).AppendLine("();")
            .AppendLine("        });");
        Value(text, "arguments", arguments);
        if (input is not null)
            Value(text, "input", input);
        return text
            .AppendLine()
            .Append("        await host.RunStepAsync(\"").Append(Escape(call.Name)).Append("\", arguments")
            .Append(input is null ? "" : string.Create(CultureInfo.InvariantCulture, $", input, {call.Missing}")).AppendLine(");")
            .AppendLine("    }")
            .AppendLine("}")
            .Replace("\r\n", "\n")
            .ToString();
    }

    private static void Value(StringBuilder text, string name, string json) => text
        .AppendLine()
        .Append("        const string ").Append(name).AppendLine(" =")
        .AppendLine("            \"\"\"")
        .Append("            ").AppendLine(Escape(json))
        .AppendLine("            \"\"\";");

    // Beyond ASCII there are characters that end a line, or turn the direction of writing. In JSON they stand in texts only.
    private static string Escape(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            if (char.IsAscii(c) && !char.IsControl(c))
                text.Append(c);
            else if (c is '\n' or '\r' or '\t')
                text.Append(' ');
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return text.ToString();
    }

    private static string Line(string text)
    {
        const int MostLetters = 300;
        return string.Concat(text.Take(MostLetters).Select(static c => char.IsAscii(c) && !char.IsControl(c) ? c : ' '));
    }

    private static string Identifier(string task)
    {
        var words = string.Concat(task.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(static w => char.ToUpperInvariant(w[0]) + w[1..]));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"Task{name}" : name;
    }

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and < 200 && !char.IsAsciiDigit(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // The generator makes its name of that of the assembly.
    private string Registration(string task)
    {
        var owner = registries.FirstOrDefault(r => r.Tasks.Any(t => t.Name == task));
        var assembly = owner?.GetType().Assembly.GetName().Name;
        return assembly is null ? Unnamed : $"Add{Identifier(assembly)}Tasks";
    }
}
