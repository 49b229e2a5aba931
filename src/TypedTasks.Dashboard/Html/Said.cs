namespace TypedTasks.Dashboard.Html;

/// <summary>What has become of an action.</summary>
internal sealed record Said(string Text, bool IsGood);
