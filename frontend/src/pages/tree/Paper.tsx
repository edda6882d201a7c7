/** What of the tree goes on paper: the picture, and below it the list. */
import type { TreePage } from "@/api/types";
import { TreeList } from "./TreeList";
import { TreePicture } from "./TreePicture";
import type { TreeView } from "./useTreeView";

export interface PaperProps {
  page: TreePage;
  view: TreeView;
  selected: string;
  hasList: boolean; // a phone shows the list already
  onSelect: (metric: string) => void;
}

export default function Paper({ page, view, selected, hasList, onSelect }: PaperProps) {
  return (
    <div className="only-print">
      <TreePicture page={page} view={view} />
      {hasList && <TreeList page={page} view={view} selected={selected} goal={null} onSelect={onSelect} />}
    </div>
  );
}
