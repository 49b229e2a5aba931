using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TypedTasks.Dashboard.Html;
using TypedTasks.Dashboard.Serving;

namespace TypedTasks.Dashboard.Routes;

/// <summary>The dashboards of one application, each of a store: whoever looks at one gets to the others.</summary>
internal sealed class DashboardSet
{
    private static readonly ConditionalWeakTable<IEndpointRouteBuilder, DashboardSet> Sets = [];

    private readonly List<(string Path, TypedTasksDashboardOptions Options)> all = [];

    /// <summary>Those that are mapped on the same routes.</summary>
    public static DashboardSet Of(IEndpointRouteBuilder endpoints) => Sets.GetValue(endpoints, static _ => new());

    public void Add(string pattern, TypedTasksDashboardOptions options) => all.Add((pattern.Trim('/'), options));

    /// <summary>Those that somebody may look at, as seen from one of them; none where there is no other.</summary>
    public async ValueTask<IReadOnlyList<StoreLink>> SeenFromAsync(HttpContext context, TypedTasksDashboardOptions own)
    {
        // An address with a hole in it leads nowhere by itself.
        var others = all.FindAll(d => d.Options == own || !d.Path.Contains('{', StringComparison.Ordinal));
        if (others.Count < 2)
            return [];
        var up = string.Concat(Enumerable.Repeat("../", all.Find(d => d.Options == own).Path.Split('/').Length));
        List<StoreLink> seen = [];
        foreach (var (path, options) in others)
        {
            if (options == own || await MayReadAsync(context, options, own).ConfigureAwait(false))
                seen.Add(new(others.Count(o => o.Options.Title == options.Title) > 1 ? $"{options.Title} ({path})" : options.Title, $"{up}{path}/", options == own));
        }

        return seen.Count > 1 ? seen : [];
    }

    private static async ValueTask<bool> MayReadAsync(HttpContext context, TypedTasksDashboardOptions options, TypedTasksDashboardOptions own)
    {
        if (options.ReadPolicy == own.ReadPolicy)
            return true;

        // Whoever is known to another policy is not who asks here.
        var user = context.User;
        try
        {
            return await Access.JudgeAsync(context, options.ReadPolicy).ConfigureAwait(false) == Entitlement.In;
        }
        finally
        {
            context.User = user;
        }
    }
}
