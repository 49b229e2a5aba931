using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using TypedTasks.Operations;

namespace TypedTasks.AspNetCore.Api;

/// <summary>What is answered: JSON that nobody keeps, or what was wrong.</summary>
internal static class Answers
{
    public static IResult Of<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    public static IResult OrNotFound<T>(T? value, JsonTypeInfo<T> type, string what)
        where T : class => value is null ? NotFound(what) : Of(value, type);

    public static IResult NotFound(string what) => Refuse(StatusCodes.Status404NotFound, "Not found", $"There is no such {what}: it never was, or is no longer kept.");

    /// <summary>What became of an action: one that was refused is a conflict with how things stand.</summary>
    public static IResult Of(ActionResult result) => result.IsDone ? Of(result, OperationsJson.Default.ActionResult) : Refuse(StatusCodes.Status409Conflict, "Refused", result.Text);

    public static IResult Refuse(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);
}
