/** Writing annotations: saved, changed, deleted and brought back; every page that shows them asks again. */
import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { ProblemError } from "@/api/client";
import { send } from "@/api/send";
import type { AnnotationPart, AnnotationWritten } from "@/api/types";

type Written<Given> = UseMutationResult<AnnotationPart, ProblemError, Given>;

export function useSaveNote(note: AnnotationPart | null): Written<AnnotationWritten> {
  return useWrite((written) =>
    note
      ? send({ method: "PUT", path: `annotations/${note.id}`, body: written, seen: tagOf(note) })
      : send({ method: "POST", path: "annotations", body: written }),
  );
}

export function useDeleteNote(): Written<AnnotationPart> {
  return useWrite((note) => send({ method: "DELETE", path: `annotations/${note.id}`, seen: tagOf(note) }));
}

export function useRestoreNote(): Written<AnnotationPart> {
  return useWrite((note) => send({ method: "POST", path: `annotations/${note.id}/restore` }));
}

function useWrite<Given>(write: (given: Given) => Promise<AnnotationPart>): Written<Given> {
  const client = useQueryClient();
  return useMutation<AnnotationPart, ProblemError, Given>({
    mutationFn: write,
    onSettled: () => client.invalidateQueries(),
  });
}

function tagOf(note: AnnotationPart): string {
  return `"${note.revision}"`;
}
