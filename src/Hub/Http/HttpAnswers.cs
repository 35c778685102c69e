using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGateway.Events;
using EdgeGateway.Hub.Insights;

namespace EdgeGateway.Hub.Http;

/// <summary>Short forms for answering.</summary>
internal static class HttpAnswers
{
    public static Task AnswerAsync<T>(this HttpContext context, T answer, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, type, context.RequestAborted);
    }

    public static Task RefuseAsync(this HttpContext context, string problem, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return context.AnswerAsync(new RequestProblem(problem), InsightsJson.Default.RequestProblem);
    }

    /// <summary>The store asked for; null for all. A name that no store can have finds nothing, like any other unknown one.</summary>
    public static string? Store(this HttpContext context) =>
        context.Request.Query["store"].FirstOrDefault() is { Length: > 0 } store ? (Topics.IsName(store) ? store : "-") : null;
}
