namespace TypedTasks.Dashboard.Html;

/// <summary>Another dashboard of the application.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Where it is, from the first page of this one.</param>
/// <param name="IsCurrent">Whether it is this one.</param>
internal sealed record StoreLink(string Title, string Path, bool IsCurrent);
